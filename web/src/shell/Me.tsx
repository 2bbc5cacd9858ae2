import { useMay, useSession } from '../api/session';
import { OwnInsights } from '../features/insights/OwnInsights';
import { MePage } from '../features/me/MePage';
import { OwnLeaving } from '../features/offboarding/OwnLeaving';

/** The reader's own page, put together from features that do not know each other. */
export function Me() {
  const may = useMay();
  const { person_id } = useSession();
  const employed = person_id !== null && may('resignation.submit');
  return (
    <MePage>
      {person_id !== null && may('own_insight.read') && <OwnInsights />}
      {employed && <OwnLeaving />}
    </MePage>
  );
}
