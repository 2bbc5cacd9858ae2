import { useQuery } from '@tanstack/react-query';
import { myOffboardingQuery } from '../api/offboarding';
import { useMay, useSession } from '../api/session';
import { OwnConduct } from '../features/conduct/OwnConduct';
import { OwnContracts } from '../features/contracts/OwnContracts';
import { OwnFile } from '../features/files/OwnFile';
import { OwnInsights } from '../features/insights/OwnInsights';
import { MePage } from '../features/me/MePage';
import { isLeaving, OwnLeaving } from '../features/offboarding/OwnLeaving';
import { TagsCard } from '../features/people/TagsCard';
import { OwnDataCard } from '../features/profile/OwnDataCard';
import { OwnReads } from '../features/profile/OwnReads';

/** The reader's own page, put together from features that do not know each other. */
export function Me() {
  const may = useMay();
  const { person_id } = useSession();
  const employed = person_id !== null && may('resignation.submit');
  const mine = useQuery({ ...myOffboardingQuery, enabled: employed });
  // Whoever leaves comes here for that; before, nothing urges anybody towards it.
  const first = mine.data !== undefined && isLeaving(mine.data);
  return (
    <MePage>
      {employed && first && <OwnLeaving />}
      {person_id !== null && may('change.request') && <OwnDataCard />}
      {person_id !== null && may('person.read') && <TagsCard person={person_id} />}
      {person_id !== null && <OwnContracts />}
      {person_id !== null && may('own_insight.read') && <OwnInsights />}
      {person_id !== null && may('file.read') && <OwnFile personId={person_id} />}
      {person_id !== null && <OwnConduct />}
      {employed && !first && <OwnLeaving />}
      {person_id !== null && may('change.request') && <OwnReads />}
    </MePage>
  );
}
