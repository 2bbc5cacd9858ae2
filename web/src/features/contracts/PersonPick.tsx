import { useState } from 'react';
import { findPeople } from '../../api/people';
import { useText } from '../../i18n/useText';
import { type Pick, PickField } from '../../ui/fields';

/** Who it is about: given, or to be found. */
export function PersonPick({
  given,
  error,
  onChange,
}: {
  given: Pick | null;
  error: string | null;
  onChange: (id: string | null) => void;
}) {
  const t = useText();
  const [pick, setPick] = useState<Pick | null>(given);
  return (
    <PickField
      label={t('contracts.person')}
      value={pick}
      find={findPeople}
      error={error}
      disabled={given !== null}
      onChange={(next) => {
        setPick(next);
        onChange(next?.id ?? null);
      }}
      required
    />
  );
}
