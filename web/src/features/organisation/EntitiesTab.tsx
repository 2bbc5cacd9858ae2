import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { type Day, entityTreeQuery } from '../../api/chart';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import styles from './organisation.module.css';

/** Employers before the law with what they own, and whom they employ. */
export function EntitiesTab({ day }: { day: Day }) {
  const t = useText();
  const format = useFormats();
  const places = usePlaces();
  const tree = useQuery(entityTreeQuery(day));
  return (
    <Card flush title={t('org.tab.entities')} note={t('org.entities.note')}>
      <QueryState query={tree} what={t('org.tab.entities')} framed={false}>
        {(data) => {
          const parents = new Map(data.items.map((node) => [node.id, node.parent_id]));
          const depth = (id: string | null): number => (id ? 1 + depth(parents.get(id) ?? null) : 0);
          const shown = (value: number | null) => (value === null ? '—' : format.number(value));
          return (
            <table className={styles.tree} aria-label={t('org.tab.entities')}>
              <thead>
                <tr>
                  <th scope="col">{t('legal_entity.name')}</th>
                  <th scope="col" className={styles.away}>
                    {t('legal_entity.place')}
                  </th>
                  <th scope="col">{t('org.people.direct')}</th>
                  <th scope="col" className={styles.away}>
                    {t('org.people.total')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((node) => (
                  <tr key={node.id}>
                    <th scope="row">
                      <span
                        className={styles.cell}
                        style={{ '--depth': depth(node.parent_id) } as CSSProperties}
                      >
                        <span>{node.full_name}</span>
                        {!node.active && <Tag>{t('org.entity.inactive')}</Tag>}
                      </span>
                    </th>
                    <td className={styles.away}>{places.nameOf(node.place)}</td>
                    <td className="num">{shown(node.people)}</td>
                    <td className={`${styles.away} num`}>{shown(node.people_total)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </QueryState>
    </Card>
  );
}
