import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { setWorkZone } from '../i18n/format';
import { api } from './client';
import type { Bootstrap, Me, Permission, SessionOptions } from './types';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const me = await api.get<Me>('/session', undefined, signal);
    setWorkZone(me.time_zone);
    return me;
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const sessionOptionsQuery = queryOptions({
  queryKey: ['session', 'options'],
  queryFn: async ({ signal }) => {
    const options = await api.get<SessionOptions>('/session/options', undefined, signal);
    setWorkZone(options.time_zone);
    return options;
  },
});

/** Who is signed in. Only below the shell, which has asked before it draws. */
export function useSession(): Me {
  return useSuspenseQuery(sessionQuery).data;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}

export function signIn(login: string, password: string) {
  return api.post<Me>('/session', { login, password });
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

export function bootstrap(request: Bootstrap) {
  return api.post<void>('/bootstrap', request);
}
