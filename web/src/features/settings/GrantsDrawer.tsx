import { type FormEvent, useState } from 'react';
import { grantRole, useRoles, withdrawGrant } from '../../api/identity';
import { useEntityChoices, useUnitChoices } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { AccountView, RoleScope } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { SelectField, TextField } from '../../ui/fields';
import { Dialog, Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { useScopeText } from './Accounts';

const scopes: RoleScope[] = ['group', 'legal_entity', 'unit', 'team', 'own'];

/** The grants of one account, and a new one. */
export function GrantsDrawer({ account, onClose }: { account: AccountView | null; onClose: () => void }) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const { titleOf } = useRoles();
  const scopeOf = useScopeText();
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <Drawer
      open={account !== null}
      title={account ? t('settings.grants_of', { name: account.display_name }) : ''}
      onClose={onClose}
    >
      {account && (
        <div className="stack">
          {account.grants.length === 0 && <p className="muted">{t('settings.grants.none')}</p>}
          {account.grants.map((grant) => (
            <div key={grant.id} className="row spread">
              <span>
                <b>{titleOf(grant.role)}</b> {scopeOf(grant)}
                <br />
                <span className="muted small">
                  {t('settings.granted_at', { at: format.momentExact(grant.granted_at) })}
                </span>
              </span>
              {may('grant.write') && (
                <Button size="small" onClick={() => setLeaving(grant.id)}>
                  {t('settings.grant.withdraw')}
                </Button>
              )}
            </div>
          ))}
          {may('grant.write') && <NewGrant account={account} />}
          <Withdraw grant={leaving} onClose={() => setLeaving(null)} />
        </div>
      )}
    </Drawer>
  );
}

function NewGrant({ account }: { account: AccountView }) {
  const t = useText();
  const toast = useToast();
  const { roles, titleOf } = useRoles();
  const units = useUnitChoices();
  const entities = useEntityChoices();
  const [role, setRole] = useState<string | null>(null);
  const [scope, setScope] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(grantRole, () => {
    toast({ text: t('ui.saved') });
    setRole(null);
    setReason('');
    setTried(false);
  });
  const over_what = scope === 'unit' ? units : scope === 'legal_entity' ? entities : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const known = scopes.find((item) => item === scope) ?? null;
    if (!role || !reason.trim() || (over_what && !over)) return;
    void write.run(account.id, {
      role,
      scope: known,
      scope_id: over_what ? over : null,
      reason: reason.trim(),
    });
  };
  const choose = (key: string | null) => {
    setRole(key);
    setScope(roles.find((item) => item.key === key)?.default_scope ?? null);
    setOver(null);
  };
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <h3>{t('settings.grant.add')}</h3>
      <ProblemNotice problem={write.problem} />
      <SelectField
        label={t('grant.role')}
        value={role}
        options={roles.map((item) => ({ value: item.key, title: titleOf(item.key) }))}
        error={missing(role)}
        onChange={choose}
        required
      />
      <SelectField
        label={t('grant.scope')}
        value={scope}
        options={scopes.map((value) => ({ value, title: t(`scope.${value}`) }))}
        onChange={setScope}
        required
      />
      {over_what && (
        <SelectField
          label={t('grant.scope_id')}
          value={over}
          options={over_what}
          error={missing(over)}
          onChange={setOver}
          required
        />
      )}
      <TextField
        label={t('ui.reason')}
        value={reason}
        error={missing(reason.trim())}
        onChange={setReason}
        required
      />
      <div>
        <Button type="submit" look="primary" busy={write.busy}>
          {t('settings.grant.add')}
        </Button>
      </div>
    </form>
  );
}

function Withdraw({ grant, onClose }: { grant: string | null; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const write = useWrite(withdrawGrant, () => {
    toast({ text: t('ui.saved') });
    setReason('');
    onClose();
  });
  return (
    <Dialog
      open={grant !== null}
      title={t('settings.grant.withdraw')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            look="danger"
            busy={write.busy}
            disabled={!reason.trim()}
            onClick={() => grant && write.run(grant, reason.trim())}
          >
            {t('settings.grant.withdraw')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemNotice problem={write.problem} />
        <TextField label={t('ui.reason')} value={reason} onChange={setReason} required autoFocus />
      </div>
    </Dialog>
  );
}
