import { useCatalogue } from '../../api/organisation';
import type { HistoryItem } from '../../api/types';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { LogList } from '../../ui/EventList';

/** What happened in the case, newest first. */
export function HistoryCard({ history }: { history: HistoryItem[] }) {
  const t = useText();
  const code = useCode();
  const said = useSaid();
  const ordered = [...history].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Card title={t('offboarding.history')}>
      <LogList
        items={ordered.map((item) => ({
          id: item.id,
          at: item.at,
          title: code(`offboarding.event.${item.kind}`, item.kind),
          text: said(item),
          by: item.actor ?? t('offboarding.history.by_time'),
        }))}
      />
    </Card>
  );
}

/** The words of a step that people wrote; ids in it say nothing to a reader. */
function useSaid() {
  const { nameOf } = useCatalogue();
  return ({ kind, detail }: HistoryItem): string => {
    if (!detail) return '';
    const text = (name: string) => (typeof detail[name] === 'string' ? String(detail[name]) : '');
    const reason = kind === 'exit_interview' ? nameOf('exit_reason', text('reason')) : text('reason');
    return [text('last_day'), reason, text('document'), text('note')].filter(Boolean).join('，');
  };
}
