import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import type { ContractView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { Redacted } from '../../ui/Hidden';
import { Tag } from '../../ui/Tag';
import styles from './contracts.module.css';
import { TermsDrawer } from './TermsDrawer';

/** One contract with what it says. */
export function ContractItem({ item, mayWrite }: { item: ContractView; mayWrite: boolean }) {
  const t = useText();
  const format = useFormats();
  const places = usePlaces();
  const { nameOf } = useCatalogue();
  const [editing, setEditing] = useState(false);
  const { contract, terms } = item;
  if (!contract)
    return (
      <article className={styles.item}>
        <Redacted />
      </article>
    );
  const hours = (tenths: number | null | undefined) =>
    tenths === null || tenths === undefined ? null : t('contracts.hours', { n: tenths / 10 });
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        <b>{nameOf('contract_kind', contract.kind)}</b>
        <span>
          {contract.last_day
            ? `${format.day(contract.first_day)} – ${format.day(contract.last_day)}`
            : t('contracts.since', { day: format.day(contract.first_day) })}
        </span>
        {item.current && <Tag tone="good">{t('contracts.current')}</Tag>}
        {contract.fixed_term_no > 0 && <Tag>{t('contracts.term_no', { no: contract.fixed_term_no })}</Tag>}
      </div>
      <Facts
        items={[
          [
            t('contract.signed_on'),
            contract.signed_on ? format.day(contract.signed_on) : t('contracts.unknown_day'),
          ],
          [t('contract_terms.number'), contract.number],
          [t('contract_terms.signed_by'), terms?.signed_by],
          [t('contract_terms.work_place'), places.nameOf(terms?.work_place ?? null)],
          [t('contract_terms.insured_place'), places.nameOf(terms?.insured_place ?? null)],
          [t('contract_terms.working_time'), nameOf('working_time', terms?.working_time)],
          terms?.probation_months !== null &&
            terms?.probation_months !== undefined && [
              t('contracts.probation'),
              t('contracts.months', { n: terms.probation_months }),
            ],
          [t('contracts.hours_a_day'), hours(terms?.tenth_hours_a_day)],
          [t('contracts.hours_a_week'), hours(terms?.tenth_hours_a_week)],
          [t('contract_terms.agency'), terms?.agency],
          item.permit_last_day !== null && [
            t('contract_terms.permit_last_day'),
            format.day(item.permit_last_day),
          ],
        ]}
      />
      {mayWrite && (
        <div className="row">
          <Button size="small" onClick={() => setEditing(true)}>
            {t('contracts.terms')}
          </Button>
        </div>
      )}
      {editing && <TermsDrawer contract={item} onClose={() => setEditing(false)} />}
    </article>
  );
}
