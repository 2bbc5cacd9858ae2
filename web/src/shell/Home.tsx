import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMay } from '../api/session';
import { SkeletonRows } from '../ui/Skeleton';
import { pages, useNav } from './pages';

const OverviewPage = lazy(() =>
  import('../features/overview/OverviewPage').then((module) => ({ default: module.OverviewPage })),
);

/** The address without a path: the overview, or for others the first page that they may open. */
export function Home() {
  const nav = useNav();
  const may = useMay();
  if (!may(pages['/'].permission)) return <Navigate to={nav[0]?.to ?? '/me'} replace />;
  return (
    <Suspense fallback={<SkeletonRows />}>
      <OverviewPage />
    </Suspense>
  );
}
