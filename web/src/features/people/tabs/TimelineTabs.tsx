import { useQuery } from '@tanstack/react-query';
import { useCatalogue } from '../../../api/organisation';
import { timelineQuery } from '../../../api/people';
import { useSession } from '../../../api/session';
import type { TimelineKind } from '../../../api/types';
import { useFormats } from '../../../i18n/format';
import { usePlaces } from '../../../i18n/useNamed';
import { useText } from '../../../i18n/useText';
import { EventList } from '../../../ui/EventList';
import { QueryState } from '../../../ui/QueryState';
import type { PersonTabProps } from '../tabs';
import { eventsOf } from '../timeline';

/** Everything dated, newest first. */
export function OverviewTab(props: PersonTabProps) {
  return <Timeline {...props} kinds={null} />;
}

export function WorkTab(props: PersonTabProps) {
  return <Timeline {...props} kinds={['hire', 'exit', 'contract', 'assignment', 'duty']} />;
}

export function PayTab(props: PersonTabProps) {
  return <Timeline {...props} kinds={['pay']} />;
}

export function LeaveTab(props: PersonTabProps) {
  return <Timeline {...props} kinds={['leave']} />;
}

export function PerformanceTab(props: PersonTabProps) {
  return <Timeline {...props} kinds={['performance']} />;
}

function Timeline({ person, at, kinds }: PersonTabProps & { kinds: readonly TimelineKind[] | null }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const places = usePlaces();
  const { today } = useSession();
  const timeline = useQuery(timelineQuery(person.person_id, at));
  return (
    <QueryState query={timeline} what={t('people.timeline')} framed={false}>
      {(data) => {
        const items = data.items.filter((item) => kinds === null || kinds.includes(item.kind));
        if (items.length === 0) return <p className="muted">{t('people.timeline.none')}</p>;
        return <EventList items={eventsOf(items, { t, nameOf, placeOf: places.nameOf, format, today })} />;
      }}
    </QueryState>
  );
}
