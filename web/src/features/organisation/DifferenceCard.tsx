import { useState } from 'react';
import type { ReorganisationPreview, ReorganisationView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Redacted } from '../../ui/Hidden';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { markTones } from './DraftCanvas';
import styles from './organisation.module.css';

interface Asked {
  data: ReorganisationPreview | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** What differs between the day without the draft and the day with it. */
export function DifferenceCard({ plan, preview }: { plan: ReorganisationView; preview: Asked }) {
  const t = useText();
  const [units, setUnits] = useState(false);
  return (
    <>
      <Card
        flush
        title={t('plan.difference')}
        note={t('plan.version', { version: plan.version, name: plan.drafted_by ?? '' })}
      >
        <QueryState query={preview} what={t('plan.difference')} framed={false}>
          {(data) => <Difference preview={data} onUnits={() => setUnits(true)} />}
        </QueryState>
      </Card>
      {preview.data && <LawNotice preview={preview.data} />}
      <Drawer open={units} wide title={t('plan.by_unit')} onClose={() => setUnits(false)}>
        {preview.data && <ByUnit preview={preview.data} />}
      </Drawer>
    </>
  );
}

function Difference({ preview, onUnits }: { preview: ReorganisationPreview; onUnits: () => void }) {
  const t = useText();
  const format = useFormats();
  const counted = [
    { key: 'units', title: t('plan.units'), ...preview.units },
    { key: 'people', title: t('plan.people'), ...preview.people },
    { key: 'planned', title: t('plan.planned'), ...preview.planned },
    { key: 'spans', title: t('plan.wide_spans'), ...preview.wide_spans },
    { key: 'moved', title: t('plan.moved'), before: 0, after: preview.moved },
    { key: 'managers', title: t('plan.managers'), before: 0, after: preview.managers_changed },
    { key: 'entities', title: t('plan.entities'), before: 0, after: preview.entities_changed },
    { key: 'places', title: t('plan.places'), before: 0, after: preview.places_changed },
  ];
  const { pay_before_fen: before, pay_after_fen: after, added_seats_fen: seats } = preview;
  const tens = (fen: number) => format.number(fen / 1_000_000, 1);
  return (
    <>
      <table className={styles.compare} aria-label={t('plan.difference')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.figure')}</th>
            <th scope="col">{t('plan.today')}</th>
            <th scope="col">{t('plan.draft')}</th>
            <th scope="col">{t('plan.delta')}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              <td className="muted">{format.number(row.before)}</td>
              <td>{format.number(row.after)}</td>
              <td className={cx(row.after !== row.before && styles.difference)}>
                {row.after === row.before ? '0' : format.signed(row.after - row.before)}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('plan.pay')}</th>
            {before === null || after === null ? (
              <td colSpan={3}>
                <Redacted />
              </td>
            ) : (
              <>
                <td className="muted">{tens(before)}</td>
                <td>{tens(after + (seats ?? 0))}</td>
                <td className={cx(seats !== 0 && styles.difference)}>
                  {format.signed((after - before + (seats ?? 0)) / 1_000_000, 1)}
                </td>
              </>
            )}
          </tr>
        </tbody>
      </table>
      <p className="muted small" style={{ padding: '8px 16px 12px' }}>
        {t('plan.pay.note')}{' '}
        <TextButton plain className="small" onClick={onUnits}>
          {t('plan.by_unit')}
        </TextButton>
      </p>
    </>
  );
}

function LawNotice({ preview }: { preview: ReorganisationPreview }) {
  const t = useText();
  const format = useFormats();
  if (!preview.needs_agreement) return <Notice>{t('plan.law.none')}</Notice>;
  return (
    <Notice tone="warn" icon="warning" title={t('plan.law.title')}>
      {t('plan.law.needed', {
        people: format.number(preview.places_changed + preview.entities_changed),
      })}
    </Notice>
  );
}

function ByUnit({ preview }: { preview: ReorganisationPreview }) {
  const t = useText();
  const format = useFormats();
  const money = (row: ReorganisationPreview['by_unit'][number], fen: number | null, name: string) =>
    row.redacted.includes(name as never) ? <Redacted compact /> : fen === null ? '—' : format.money(fen);
  return (
    <>
      <table className={styles.compare} aria-label={t('plan.by_unit')}>
        <thead>
          <tr>
            <th scope="col">{t('org.unit')}</th>
            <th scope="col">{t('plan.people')}</th>
            <th scope="col">{t('plan.planned')}</th>
            <th scope="col">{t('plan.unit_pay')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.by_unit.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                {row.unit.name}{' '}
                {row.mark && <Tag tone={markTones[row.mark]}>{t(`plan.mark.${row.mark}`)}</Tag>}
              </th>
              <td>
                {format.number(row.people.before)} → {format.number(row.people.after)}
              </td>
              <td>
                {format.number(row.planned.before)} → {format.number(row.planned.after)}
              </td>
              <td>
                {money(row, row.pay_before_fen, 'pay_before_fen')} →{' '}
                {money(row, row.pay_after_fen, 'pay_after_fen')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">{t('plan.few')}</p>
    </>
  );
}
