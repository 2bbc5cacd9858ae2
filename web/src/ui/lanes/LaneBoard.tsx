import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/useText';
import { cx } from '../cx';
import { Icon, type IconName } from '../Icon';
import { type EdgePath, route } from './edges';
import styles from './LaneBoard.module.css';

export const standings = [
  'done',
  'open',
  'overdue',
  'blocked',
  'scheduled',
  'skipped',
  'not_needed',
  'closed',
] as const;
export type Standing = (typeof standings)[number];

export interface LaneTask {
  key: string;
  lane: string;
  stage: string;
  title: string;
  standing: Standing;
  note?: ReactNode;
  /** Time left or how late; bold. */
  left?: ReactNode;
  /** Tasks before it. */
  after: string[];
}

interface Strip {
  key: string;
  title: string;
  note?: ReactNode;
}

interface LaneBoardProps {
  lanes: Strip[];
  stages: Strip[];
  tasks: LaneTask[];
  onOpen?: (task: LaneTask) => void;
}

export const standingIcons: Record<Standing, IconName> = {
  done: 'check',
  open: 'clock',
  overdue: 'warning',
  blocked: 'lock',
  scheduled: 'calendar',
  skipped: 'close',
  not_needed: 'close',
  closed: 'close',
};

/** Everybody's work side by side: a lane each, stages from the start to the end, arrows for what waits. */
export function LaneBoard({ lanes, stages, tasks, onOpen }: LaneBoardProps) {
  const board = useRef<HTMLDivElement>(null);
  const edges = useMeasuredEdges(board, tasks);
  return (
    <div ref={board} className={styles.board} style={{ '--stages': stages.length } as React.CSSProperties}>
      <div className={styles.stage} />
      {stages.map((stage) => (
        <div key={stage.key} className={styles.stage}>
          {stage.title} {stage.note}
        </div>
      ))}
      {lanes.map((lane, row) => {
        const last = row === lanes.length - 1;
        return (
          <Fragment key={lane.key}>
            <div className={cx(styles.lane, last && styles.lastLane)}>
              <b>{lane.title}</b>
              <span className="muted">{lane.note}</span>
            </div>
            {stages.map((stage, column) => (
              <div
                key={stage.key}
                className={cx(
                  styles.cell,
                  last && styles.lastLane,
                  column === stages.length - 1 && !last && styles.lastCell,
                )}
              >
                {tasks
                  .filter((task) => task.lane === lane.key && task.stage === stage.key)
                  .map((task) => (
                    <TaskCard key={task.key} task={task} onOpen={onOpen} />
                  ))}
              </div>
            ))}
          </Fragment>
        );
      })}
      <svg className={styles.edges} aria-hidden="true">
        <defs>
          <marker
            id="lane-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {edges.map((edge) => (
          <path key={edge.key} d={edge.d} markerEnd="url(#lane-arrow)" />
        ))}
      </svg>
    </div>
  );
}

function TaskCard({ task, onOpen }: { task: LaneTask; onOpen?: (task: LaneTask) => void }) {
  const t = useText();
  const className = cx(styles.card, styles[task.standing]);
  const inner = (
    <>
      <span className={styles.title}>
        <Icon name={standingIcons[task.standing]} size={14} />
        <span>{task.title}</span>
        <span className="visually-hidden">{t(`standing.${task.standing}`)}</span>
      </span>
      {task.note && <span className={styles.note}>{task.note}</span>}
      {task.left && <span className={styles.left}>{task.left}</span>}
    </>
  );
  if (!onOpen) {
    return (
      <div className={className} data-task={task.key}>
        {inner}
      </div>
    );
  }
  return (
    <button type="button" className={className} data-task={task.key} onClick={() => onOpen(task)}>
      {inner}
    </button>
  );
}

/** Draws the arrows from where the cards really are, again whenever the board changes its size. */
function useMeasuredEdges(board: React.RefObject<HTMLDivElement | null>, tasks: LaneTask[]): EdgePath[] {
  const [edges, setEdges] = useState<EdgePath[]>([]);
  useLayoutEffect(() => {
    const element = board.current;
    if (!element) return;
    const measure = () => {
      const origin = element.getBoundingClientRect();
      const boxes = new Map<string, DOMRect>();
      for (const card of element.querySelectorAll<HTMLElement>('[data-task]')) {
        const box = card.getBoundingClientRect();
        boxes.set(
          card.dataset.task ?? '',
          new DOMRect(box.x - origin.x, box.y - origin.y, box.width, box.height),
        );
      }
      setEdges(route(tasks, boxes));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [board, tasks]);
  return edges;
}

/** What the marks of the board mean. */
export function LaneLegend({ shown }: { shown: readonly Standing[] }) {
  const t = useText();
  return (
    <div className={styles.legend}>
      {shown.map((standing) => (
        <span key={standing}>
          <Icon name={standingIcons[standing]} size={14} />
          {t(`standing.${standing}`)}
        </span>
      ))}
    </div>
  );
}
