import { Link } from '@tanstack/react-router';
import type { ApiProblem } from '../../api/problem';
import { useMay } from '../../api/session';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Tag } from '../../ui/Tag';
import styles from './insights.module.css';

export const isClosedGates = (problem: ApiProblem) => problem.code === 'insights.named_mode_closed';

/** Alerts about persons stay closed until every precondition stands: says which are missing. */
export function ClosedGates({ problem }: { problem: ApiProblem }) {
  const t = useText();
  const code = useCode();
  const may = useMay();
  const missing = (problem.params.missing ?? '').split(', ').filter(Boolean);
  return (
    <Card title={t('alert.gates.title')} note={problem.article}>
      <div className="stack">
        <Notice icon="guard">{t('alert.gates.body')}</Notice>
        <ul className={styles.plain}>
          {missing.map((gate) => (
            <li key={gate} className="row">
              <Tag tone="warn">{t('gate.missing')}</Tag>
              <span>{code(`gate.${gate}`, gate)}</span>
            </li>
          ))}
        </ul>
        {may('foresight.read') && (
          <p>
            <Link to="/foresight">{t('alert.foresight')}</Link>
          </p>
        )}
        {may('gate.read') && (
          <p>
            <Link to="/settings" search={{ tab: 'gates' }}>
              {t('alert.gates.open')}
            </Link>
          </p>
        )}
      </div>
    </Card>
  );
}
