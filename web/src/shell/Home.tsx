import { Navigate } from '@tanstack/react-router';
import { useNav } from './pages';

/** The address without a path leads to the first page that the reader may open. */
export function Home() {
  const nav = useNav();
  return <Navigate to={nav[0]?.to ?? '/me'} replace />;
}
