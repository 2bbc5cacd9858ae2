import { useCatalogue } from '../../api/organisation';
import type { AlertEvent } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { LogList } from '../../ui/EventList';

/** What was done about an alert. The person concerned reads the same lines. */
export function StepsCard({ history, note }: { history: AlertEvent[]; note: string }) {
  const t = useText();
  const both = useBilingual();
  const said = useSaid();
  if (history.length === 0) return null;
  return (
    <Card title={t('alert.history')} note={note}>
      <LogList
        items={history.map((step) => ({
          id: `${step.at} ${step.kind} ${String(step.detail?.talk_id ?? '')}`,
          at: step.at,
          title: both(step.title),
          text: said(step),
          by: step.actor_name ?? t('alert.history.by_renhe'),
        }))}
      />
    </Card>
  );
}

/** The parts of a step that people can read; ids in it say nothing to a reader. */
function useSaid() {
  const t = useText();
  const code = useCode();
  const { nameOf } = useCatalogue();
  return ({ detail }: AlertEvent): string => {
    const text = (name: string) => (typeof detail?.[name] === 'string' ? String(detail[name]) : '');
    const outcome = text('outcome');
    const band = text('band');
    const words = [
      text('account_name'),
      band && code(`band.${band}`, band),
      text('until') && t('alert.step.until', { day: text('until') }),
      text('held_on') && t('alert.step.held', { day: text('held_on') }),
      detail?.to_confirm === true && t('alert.step.to_confirm'),
      text('answer') && code(`talk.answer.${text('answer')}`, text('answer')),
      nameOf('retention_action', text('code')),
      text('day'),
      text('due_on') && t('alert.step.due', { day: text('due_on') }),
      outcome && code(`alert.outcome.${outcome}`, outcome),
      text('reason'),
      text('note'),
    ];
    return words.filter(Boolean).join(t('alert.words.join'));
  };
}
