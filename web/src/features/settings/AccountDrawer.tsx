import { type FormEvent, useState } from 'react';
import { createAccount } from '../../api/identity';
import { findPeople } from '../../api/people';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { type Pick, PickField, TextField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';

/** A new login. Roles are granted afterwards, by somebody else. */
export function AccountDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [person, setPerson] = useState<Pick | null>(null);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(createAccount, () => {
    toast({ text: t('ui.saved') });
    setLogin('');
    setName('');
    setPerson(null);
    setPassword('');
    setTried(false);
    onClose();
  });
  const errorAt = (field: string, value: string) =>
    write.problem?.field === field
      ? write.problem.message
      : tried && !value.trim()
        ? t('ui.field.missing')
        : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!login.trim() || !name.trim() || !password) return;
    void write.run({
      login: login.trim(),
      display_name: name.trim(),
      person_id: person?.id ?? null,
      password,
    });
  };
  return (
    <Drawer
      open={open}
      title={t('settings.account.add')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="account" look="primary" busy={write.busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="account" className="stack" onSubmit={submit} noValidate>
        <ProblemNotice problem={write.problem} />
        <TextField
          label={t('account.login')}
          value={login}
          error={errorAt('login', login)}
          onChange={setLogin}
          required
        />
        <TextField
          label={t('account.display_name')}
          value={name}
          error={errorAt('display_name', name)}
          onChange={setName}
          required
        />
        <PickField label={t('account.person_id')} value={person} find={findPeople} onChange={setPerson} />
        <TextField
          label={t('settings.account.password')}
          type="password"
          autoComplete="new-password"
          hint={t('auth.password.hint')}
          value={password}
          error={errorAt('password', password)}
          onChange={setPassword}
          required
        />
      </form>
    </Drawer>
  );
}
