import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from './client';

export interface Session {
  account: { id: string; name: string };
  person_id: string | null;
  display_name: string;
  group_name: string;
  roles: { key: string; title: string }[];
  permissions: string[];
  today: string;
}

export interface DemoLogin {
  name: string;
  role: string;
  title: string;
  password: string;
}

export interface SessionOptions {
  bootstrap_needed: boolean;
  demo_logins: DemoLogin[] | null;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.get<Session>('/session', undefined, signal),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const sessionOptionsQuery = queryOptions({
  queryKey: ['session', 'options'],
  queryFn: ({ signal }) => api.get<SessionOptions>('/session/options', undefined, signal),
});

/** Who is signed in. Only below the shell, which has asked before it draws. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

export function signIn(name: string, password: string) {
  return api.post<Session>('/session', { name, password });
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.delete<void>('/session');
    await navigate({ to: '/sign-in', search: { next: undefined } });
    queries.clear();
  };
}

export interface BootstrapRequest {
  token: string;
  administrators: { role: string; name: string; password: string }[];
}

export function bootstrap(request: BootstrapRequest) {
  return api.post<void>('/bootstrap', request);
}
