import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assignAlert, assigneesQuery } from '../../api/insights';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';
import type { AlertDrawerProps } from './AlertDrawers';

/** Hands an alert over: only those stand in the list who may act on alerts about this person. */
export function AssignDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const both = useBilingual();
  const found = useQuery({ ...assigneesQuery(page.alert.id), enabled: open });
  const [account, setAccount] = useState<string | null>(null);
  const act = useAct(assignAlert, onClose);
  const others = (found.data?.items ?? []).filter((item) => item.account_id !== page.alert.assignee);
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.assign')}
      submit={t('alert.action.assign')}
      onSubmit={() => act.submit(account !== null, page.alert.id, account)}
    >
      <Notice icon="guard">{t('alert.assign.note')}</Notice>
      {found.data && others.length === 0 ? (
        <p className="muted">{t('alert.assign.none')}</p>
      ) : (
        <SelectField
          label={t('alert.assign.to')}
          value={account}
          options={others.map((item) => ({
            value: item.account_id,
            title: t('alert.assign.option', {
              name: item.display_name,
              roles: item.roles.map(both).join(t('insight.never.join')),
            }),
          }))}
          error={act.errorAt('account_id', !account)}
          onChange={setAccount}
          required
        />
      )}
    </FormDrawer>
  );
}
