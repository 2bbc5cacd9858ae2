import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsQuery, useRoles } from '../../api/identity';
import { useEntityChoices, useUnitChoices } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { AccountView, GrantView } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import { AccountDrawer } from './AccountDrawer';
import { GrantsDrawer } from './GrantsDrawer';
import styles from './settings.module.css';

/** Logins and what each may do; a grant has a role and a scope. */
export function Accounts() {
  const t = useText();
  const may = useMay();
  const accounts = useInfiniteQuery(accountsQuery);
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const { titleOf } = useRoles();
  const scopeOf = useScopeText();
  return (
    <QueryState query={accounts} what={t('settings.tab.accounts')} framed={false}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.items);
        return (
          <>
            {may('account.write') && (
              <div className={styles.bar}>
                <span />
                <Button icon="plus" onClick={() => setAdding(true)}>
                  {t('settings.account.add')}
                </Button>
              </div>
            )}
            <DataTable<AccountView>
              label={t('settings.tab.accounts')}
              rows={rows}
              rowKey={(row) => row.id}
              selectedKey={openId}
              onEnd={() => {
                if (accounts.hasNextPage && !accounts.isFetchingNextPage) void accounts.fetchNextPage();
              }}
              columns={[
                {
                  key: 'login',
                  title: t('account.login'),
                  width: 'minmax(120px, 1fr)',
                  phone: 'lead',
                  cell: (row) => (
                    <button type="button" onClick={() => setOpenId(row.id)}>
                      {row.login}
                    </button>
                  ),
                },
                {
                  key: 'name',
                  title: t('account.display_name'),
                  width: 'minmax(120px, 1fr)',
                  cell: (row) => row.display_name,
                },
                {
                  key: 'grants',
                  title: t('settings.grants'),
                  width: 'minmax(200px, 3fr)',
                  phone: 'line',
                  cell: (row) => (
                    <span className={styles.grants}>
                      {row.grants.length === 0 && (
                        <span className="muted">{t('settings.grants.no_role')}</span>
                      )}
                      {row.grants.map((grant) => (
                        <Tag key={grant.id}>{`${titleOf(grant.role)}，${scopeOf(grant)}`}</Tag>
                      ))}
                    </span>
                  ),
                },
                {
                  key: 'active',
                  title: t('people.status'),
                  width: '80px',
                  phone: 'side',
                  cell: (row) => (
                    <Tag tone={row.active ? 'good' : 'neutral'}>
                      {row.active ? t('settings.account.active') : t('settings.account.inactive')}
                    </Tag>
                  ),
                },
              ]}
            />
            <AccountDrawer open={adding} onClose={() => setAdding(false)} />
            <GrantsDrawer
              account={rows.find((row) => row.id === openId) ?? null}
              onClose={() => setOpenId(null)}
            />
          </>
        );
      }}
    </QueryState>
  );
}

/** A grant's scope in words: the whole group, or the company or unit by name. */
export function useScopeText(): (grant: Pick<GrantView, 'scope' | 'scope_id'>) => string {
  const t = useText();
  const units = useUnitChoices();
  const entities = useEntityChoices();
  return ({ scope, scope_id }) => {
    const named = [...units, ...entities].find((choice) => choice.value === scope_id);
    return named ? named.title.trim() : t(`scope.${scope}`);
  };
}
