import type { TimelineItem } from '../../api/types';
import { dayOf, type Formats } from '../../i18n/format';
import type { Text } from '../../i18n/useText';
import type { EventItem } from '../../ui/EventList';
import type { Tone } from '../../ui/Tag';

/** The languages a timeline point is told in. */
interface Words {
  t: Text;
  nameOf: (kind: string, code: string | null | undefined) => string;
  placeOf: (place: string) => string;
  format: Formats;
  /** The present day. */
  today: string;
}

const tones: Record<TimelineItem['kind'], Tone> = {
  hire: 'good',
  exit: 'bad',
  confirmation: 'good',
  contract: 'neutral',
  assignment: 'brand',
  duty: 'info',
  pay: 'info',
  performance: 'info',
  leave: 'neutral',
  event: 'warn',
};

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** The sentence of a timeline point, from the values the reader may see. */
function titleOf(item: TimelineItem, { t, nameOf, format }: Words): string {
  const { values } = item;
  switch (item.kind) {
    case 'hire':
      return values.employee_no
        ? t('timeline.hire', { number: text(values.employee_no) })
        : t('timeline.kind.hire');
    case 'exit':
      return values.ground
        ? t('timeline.exit_because', { ground: nameOf('exit_ground', text(values.ground)) })
        : t('timeline.exit');
    case 'confirmation':
      return t('timeline.confirmation');
    case 'contract':
      return t('timeline.contract', { kind: nameOf('contract_kind', text(values.kind)) });
    case 'assignment':
      return format.parts([text(values.unit), text(values.position), text(values.job_level)]);
    case 'duty':
      return t('timeline.duty', {
        duty: nameOf('duty_status', text(values.duty)),
        host: text(values.host) || nameOf('duty_paid_by', text(values.paid_by)),
      });
    case 'pay':
      return typeof values.base_pay_fen === 'number'
        ? t('timeline.pay', { pay: format.money(values.base_pay_fen) })
        : t('timeline.pay_hidden');
    case 'performance':
      return typeof values.score_hundredths === 'number'
        ? t('timeline.performance', {
            cycle: text(values.cycle),
            score: format.number(values.score_hundredths / 100, 1),
          })
        : t('timeline.performance_hidden', { cycle: text(values.cycle) });
    case 'leave':
      return t('timeline.leave', {
        kind: values.kind ? nameOf('leave_kind', text(values.kind)) : t('timeline.leave_kind_hidden'),
        days: format.number(Number(values.half_days ?? 0) / 2, Number(values.half_days ?? 0) % 2),
      });
    case 'event':
      return nameOf('event_kind', text(values.kind));
  }
}

/** What an event keeps beside its kind: only a note is meant for reading. */
function noteOf(detail: unknown): string[] {
  if (typeof detail !== 'object' || detail === null || !('note' in detail)) return [];
  return typeof detail.note === 'string' && detail.note ? [detail.note] : [];
}

function detailOf(item: TimelineItem, { t, nameOf, placeOf, format }: Words): string {
  const { values } = item;
  const parts: string[] = [];
  if (item.last_day && item.last_day !== item.day)
    parts.push(t('timeline.until', { day: format.day(item.last_day) }));
  if (item.kind === 'assignment' && values.manager)
    parts.push(t('timeline.manager', { name: text(values.manager) }));
  if (item.kind === 'assignment' && values.place) parts.push(placeOf(text(values.place)));
  if (item.kind === 'pay' && values.reason) parts.push(nameOf('pay_reason', text(values.reason)));
  if (item.kind === 'event') parts.push(...noteOf(values.detail));
  if (item.kind === 'exit' && values.reason) parts.push(nameOf('exit_reason', text(values.reason)));
  return format.parts(parts);
}

/** When it was known and written, where that is another day than the one it is about. */
function knownOf(item: TimelineItem, { t, format }: Words): string | undefined {
  const days = [dayOf(item.known_from), dayOf(item.recorded_at)];
  if (days.every((day) => day === item.day)) return undefined;
  if (days[0] === days[1]) return t('timeline.recorded', { recorded: format.day(days[1]) });
  return t('timeline.known', { known: format.day(days[0]), recorded: format.day(days[1]) });
}

/** Timeline points as the page draws them, newest first. */
export function eventsOf(items: readonly TimelineItem[], words: Words): EventItem[] {
  const { t } = words;
  return items.map((item, index) => ({
    id: `${item.kind} ${item.day} ${index}`,
    at: item.day,
    title: titleOf(item, words),
    tag: !item.scheduled
      ? t(`timeline.kind.${item.kind}`)
      : // Looked at from an earlier day it lies ahead, though by now it has happened.
        t(item.day > words.today ? 'timeline.scheduled' : 'timeline.later'),
    tone: item.scheduled ? (item.day > words.today ? 'warn' : 'neutral') : tones[item.kind],
    text: detailOf(item, words) || undefined,
    by: knownOf(item, words),
  }));
}
