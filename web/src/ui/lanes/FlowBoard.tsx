import { type ReactNode, useMemo } from 'react';
import type { FlowTask, FlowView } from '../../api/types';
import { type Formats, useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { type Text, useText } from '../../i18n/useText';
import { Card } from '../Card';
import { LaneBoard, LaneLegend, type LaneTask } from './LaneBoard';

/** A run of a flow as lanes, with what each task waits for and how long it has. */
export function FlowBoard({
  flow,
  note,
  extra,
  onOpen,
}: {
  flow: FlowView;
  /** What holds for every run of this kind. */
  note?: string;
  /** What the reader may do with the run as a whole. */
  extra?: ReactNode;
  onOpen?: (task: FlowTask) => void;
}) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const tasks = useLaneTasks(flow);
  const ownersOf = (lane: string) =>
    format.names(
      [...new Set(flow.tasks.filter((task) => task.lane === lane).flatMap((task) => task.owner.names))].slice(
        0,
        2,
      ),
    );
  return (
    <Card
      title={t('flow.board')}
      note={t('flow.board.note')}
      extra={extra}
      flush
      foot={
        <>
          <LaneLegend shown={['done', 'open', 'overdue', 'blocked', 'scheduled']} />
          {note && <span>{note}</span>}
        </>
      }
    >
      <LaneBoard
        lanes={flow.diagram.lanes.map((lane) => ({
          key: lane.key,
          title: both(lane.title),
          note: ownersOf(lane.key),
        }))}
        stages={flow.diagram.stages.map((stage) => ({ key: stage.key, title: both(stage.title) }))}
        tasks={tasks}
        onOpen={
          onOpen &&
          ((card) => {
            const task = flow.tasks.find((item) => item.task === card.key);
            if (task) onOpen(task);
          })
        }
      />
    </Card>
  );
}

function useLaneTasks(flow: FlowView): LaneTask[] {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const span = useSpan();
  return useMemo(() => {
    const words = { t, both, format, span };
    const needed = flow.tasks.filter((task) => task.standing !== 'not_needed');
    return needed.map((task) => ({
      key: task.task,
      lane: task.lane,
      stage: task.stage,
      title: both(task.title),
      standing: task.standing,
      after: flow.diagram.edges.filter((edge) => edge.to === task.task).map((edge) => edge.from),
      note: noteOf(task, words),
      left: leftOf(task, words),
    }));
  }, [flow, t, both, format, span]);
}

interface Words {
  t: Text;
  both: (text: { zh: string; en: string }) => string;
  format: Formats;
  span: (seconds: number) => string;
}

function noteOf(task: FlowTask, { t, both, format }: Words): string {
  if (task.finished_at) return t('flow.finished', { at: format.moment(task.finished_at) });
  if (task.standing === 'blocked')
    return t('flow.waits_for', { tasks: format.names(task.waits_for.map(both)) });
  if (task.items && task.items.total > 0)
    return t('flow.items', { received: task.items.received, total: task.items.total });
  if (task.standing === 'scheduled' && task.starts_at)
    return t('flow.starts', { at: format.start(task.starts_at) });
  return task.due_at ? t('flow.due', { at: format.deadline(task.due_at) }) : '';
}

function leftOf(task: FlowTask, { t, span }: Words): string | undefined {
  if (task.seconds_left === null || (task.standing !== 'open' && task.standing !== 'overdue'))
    return undefined;
  const words = { span: span(task.seconds_left) };
  return task.seconds_left < 0 ? t('flow.late', words) : t('flow.left', words);
}
