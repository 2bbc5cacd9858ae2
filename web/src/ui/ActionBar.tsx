import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem';
import styles from './ActionBar.module.css';
import { ProblemNotice } from './ProblemNotice';

interface ActionBarProps {
  note?: ReactNode;
  /** Why the last attempt was refused: said beside the button, because the rest of the page may be out of sight. */
  problem?: ApiProblem | null;
  children: ReactNode;
}

/** The way on, always in sight at the foot of a long page; the primary action stands last. */
export function ActionBar({ note, problem = null, children }: ActionBarProps) {
  return (
    <div className={styles.bar}>
      {problem ? <ProblemNotice problem={problem} /> : note && <p className="muted">{note}</p>}
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
