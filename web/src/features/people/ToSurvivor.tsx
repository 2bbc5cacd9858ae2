import { Navigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../../i18n/useText';
import { useToast } from '../../ui/Toast';

/** An old link of a record that went into another one: the reader is brought there and told so. */
export function ToSurvivor({ survivor }: { survivor: string }) {
  const t = useText();
  const toast = useToast();
  const search = useSearch({ from: '/signed-in/people/$personId' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is said once, when the reader is brought there
  useEffect(() => toast({ text: t('people.merged') }), []);
  return <Navigate to="/people/$personId" params={{ personId: survivor }} search={search} replace />;
}
