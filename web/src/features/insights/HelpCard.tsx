import type { Help } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './insights.module.css';

/** What usually helps: support, never a sanction. Where there is no sufficient experience, it says so. */
export function HelpCard({ helps }: { helps: Help[] }) {
  const t = useText();
  const both = useBilingual();
  return (
    <Card title={t('insight.helps')} note={t('insight.helps.note')} flush>
      <ul className={styles.helps}>
        {helps.map((help) => (
          <li key={help.action} className={styles.help}>
            <span className="row spread">
              <span className="strong">{both(help.name)}</span>
              <span className="muted small">{t('insight.helps.within', { days: help.within_days })}</span>
            </span>
            <span className="soft">{both(help.how)}</span>
            <Experience help={help} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Experience({ help }: { help: Help }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  if (help.people === null || help.stayed === null)
    return help.note && <span className="muted small">{both(help.note)}</span>;
  const stayed = format.percent(help.stayed, 0);
  return (
    <span className="muted small">
      {help.compared_stayed === null
        ? t('insight.helps.stayed', { people: help.people, stayed })
        : t('insight.helps.stayed_beside', {
            people: help.people,
            stayed,
            without: format.percent(help.compared_stayed, 0),
          })}
    </span>
  );
}
