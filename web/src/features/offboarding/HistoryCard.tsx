import { useCatalogue } from '../../api/organisation';
import type { HistoryItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { LogList } from '../../ui/EventList';

// What time alone does. Where nobody is named otherwise, an import or the demo wrote it.
const byTime = new Set(['pre_offboarding_expired', 'employment_ended']);

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
          by: item.actor ?? (byTime.has(item.kind) ? t('offboarding.history.by_time') : undefined),
        }))}
      />
    </Card>
  );
}

/** The words of a step that people wrote; ids in it say nothing to a reader. */
function useSaid() {
  const { nameOf } = useCatalogue();
  const both = useBilingual();
  const format = useFormats();
  return ({ kind, detail }: HistoryItem): string => {
    if (!detail) return '';
    const text = (name: string) => (typeof detail[name] === 'string' ? String(detail[name]) : '');
    const reason = kind === 'exit_interview' ? nameOf('exit_reason', text('reason')) : text('reason');
    const tasks = Array.isArray(detail.tasks) ? format.names(detail.tasks.map(both)) : '';
    return format.parts([text('title'), tasks, text('last_day'), reason, text('document'), text('note')]);
  };
}
