import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import { useLocale } from '../i18n/useText';
import { api } from './client';
import type { AccountView, GrantRole, GrantView, NewAccount, PageOf, Role } from './types';

export const accountsQuery = infiniteQueryOptions({
  queryKey: ['accounts'],
  queryFn: ({ pageParam, signal }) =>
    api.get<PageOf<'AccountView'>>('/accounts', { cursor: pageParam, limit: 100 }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => api.get<{ items: Role[] }>('/roles', undefined, signal),
  staleTime: 300_000,
});

/** Role titles in the reader's language. */
export function useRoles() {
  const english = useLocale() === 'en';
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const titleOf = (key: string) => {
    const role = roles.find((item) => item.key === key);
    if (!role) return key;
    return english ? role.title_en : role.title_zh;
  };
  return { roles, titleOf };
}

export const createAccount = (account: NewAccount) => api.post<AccountView>('/accounts', account);
export const grantRole = (account: string, grant: GrantRole) =>
  api.post<GrantView>(`/accounts/${account}/grants`, grant);
export const withdrawGrant = (grant: string, reason: string) =>
  api.delete<void>(`/grants/${grant}`, { reason });
export const changePassword = (current: string, next: string) =>
  api.post<void>('/session/password', { current, new: next });
