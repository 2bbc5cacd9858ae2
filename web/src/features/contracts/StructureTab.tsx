import { useQuery } from '@tanstack/react-query';
import { structureQuery } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import type { EmployerStructure } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { PlainTable } from '../../ui/table/PlainTable';
import styles from './contracts.module.css';

/** Who works for whom by kind, and the share of dispatched workers against its limit. */
export function StructureTab({ asOf }: { asOf: string | undefined }) {
  const t = useText();
  const structure = useQuery(structureQuery(asOf));
  return (
    <div className={styles.pad}>
      <p className="muted">{t('contracts.structure.note')}</p>
      <QueryState query={structure} what={t('contracts.tab.structure')} framed={false}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('contracts.structure.none')}>
              {t('contracts.structure.none.body')}
            </Empty>
          ) : (
            <StructureTable items={items} />
          )
        }
      </QueryState>
    </div>
  );
}

function StructureTable({ items }: { items: EmployerStructure[] }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return (
    <PlainTable
      label={t('contracts.tab.structure')}
      rows={items}
      rowKey={(item) => item.legal_entity.id}
      columns={[
        { key: 'entity', title: t('employment.legal_entity_id'), cell: (item) => item.legal_entity.name },
        {
          key: 'kinds',
          words: true,
          title: t('contracts.structure.kinds'),
          cell: (item) =>
            format.names(
              item.kinds.map(
                (kind) => `${nameOf('employment_kind', kind.kind)} ${format.number(kind.count)}`,
              ),
            ),
        },
        {
          key: 'own',
          title: t('contracts.structure.own'),
          cell: (item) => format.number(item.own_contracts),
        },
        {
          key: 'dispatched',
          title: t('contracts.structure.dispatched'),
          cell: (item) => format.number(item.dispatched),
        },
        {
          key: 'share',
          title: t('contracts.structure.share'),
          cell: (item) => (
            <ExplainedFigure
              title={t('contracts.structure.share_of', { name: item.legal_entity.name })}
              value={`${item.share.percent}% / ${item.share.limit_percent}%`}
              explanation={item.explanation}
            />
          ),
        },
        {
          key: 'verdict',
          words: true,
          title: t('contracts.structure.verdict'),
          cell: (item) =>
            item.share.over > 0 ? (
              <Tag tone="bad">{t('contracts.structure.over', { n: item.share.over })}</Tag>
            ) : (
              <Tag tone="good">{t('contracts.structure.fine')}</Tag>
            ),
        },
      ]}
    />
  );
}
