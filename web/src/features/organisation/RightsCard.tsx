import type { ReorganisationPreview } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './organisation.module.css';

/** Accounts that see other people afterwards. */
export function RightsCard({ preview }: { preview: ReorganisationPreview }) {
  const t = useText();
  const format = useFormats();
  const english = useLocale() === 'en';
  if (preview.rights.length === 0) return null;
  return (
    <Card flush title={t('plan.rights')} note={t('plan.rights.note')}>
      <table className={styles.compare} aria-label={t('plan.rights')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.rights.account')}</th>
            <th scope="col">{t('plan.rights.sees')}</th>
            <th scope="col">{t('plan.rights.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rights.map((row) => (
            <tr key={`${row.account} ${row.role}`}>
              <th scope="row">
                {row.account} <span className="muted small">{english ? row.role_en : row.role_zh}</span>
              </th>
              <td>
                {format.number(row.people.before)} → {format.number(row.people.after)}
              </td>
              <td className={styles.difference}>
                {[row.gained && `+${format.number(row.gained)}`, row.lost && `−${format.number(row.lost)}`]
                  .filter(Boolean)
                  .join(' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
