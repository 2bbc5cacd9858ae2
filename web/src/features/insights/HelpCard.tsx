import type { ActionInfo } from '../../api/types.insights';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './insights.module.css';

/** What usually helps: support, never a sanction. */
export function HelpCard({ actions }: { actions: ActionInfo[] }) {
  const t = useText();
  const both = useBilingual();
  return (
    <Card title={t('insight.helps')} note={t('insight.helps.note')} flush>
      <ul className={styles.helps}>
        {actions.map((action) => (
          <li key={action.action} className={styles.help}>
            <span className="strong">{both(action.name)}</span>
            <span className="soft">{both(action.how)}</span>
            <span className="muted small">{t('insight.helps.within', { days: action.within_days })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
