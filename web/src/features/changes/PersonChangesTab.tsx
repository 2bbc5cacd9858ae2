import { useQuery } from '@tanstack/react-query';
import { changesQuery, onboardingQuery, startOnboarding } from '../../api/changes';
import { asProblem } from '../../api/problem';
import { useMay, useSession } from '../../api/session';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FlowBoard } from '../../ui/lanes/FlowBoard';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import type { PersonTabProps } from '../people/tabs';
import { ChangeTable } from './ChangesPage';

/** The changes of one person, and the checklist of the first months. */
export default function PersonChangesTab({ person }: PersonTabProps) {
  const t = useText();
  const found = useQuery(changesQuery({ person: person.person_id }));
  return (
    <div className="stack">
      <QueryState query={found} what={t('changes.person.list')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty framed={false} title={t('changes.person.none')}>
              {t('changes.none.body')}
            </Empty>
          ) : (
            <ChangeTable rows={data.items} />
          )
        }
      </QueryState>
      <Onboarding person={person.person_id} hiredOn={person.hired_on} />
    </div>
  );
}

/** Days after the first one in which a checklist may still be started. */
const late = 120;

function Onboarding({ person, hiredOn }: { person: string; hiredOn: string | null }) {
  const t = useText();
  const may = useMay();
  const { person_id, today } = useSession();
  const found = useQuery(onboardingQuery(person));
  const start = useWrite(() => startOnboarding(person));
  if (found.data) return <FlowBoard flow={found.data} />;
  if (!found.error) return null;
  const none = asProblem(found.error).code === 'changes.no_onboarding';
  const isNew = hiredOn !== null && Date.parse(today) - Date.parse(hiredOn) < late * 86_400_000;
  if (!none || !isNew || !may('change.manage') || person_id === person) return null;
  return (
    <div className="row">
      <ProblemNotice problem={start.problem} />
      <Button busy={start.busy} onClick={() => void start.run()}>
        {t('changes.onboarding.start')}
      </Button>
    </div>
  );
}
