import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { bootstrap } from '../../api/session';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

const offices = ['system_admin', 'security_admin', 'audit_admin'] as const;
type Office = (typeof offices)[number];

interface Draft {
  display_name: string;
  login: string;
  password: string;
  again: string;
}

const blank: Draft = { display_name: '', login: '', password: '', again: '' };

/** The first start: three people, three offices, a token that dies with this form. */
export function BootstrapPage() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [token, setToken] = useState('');
  const [drafts, setDrafts] = useState<Record<Office, Draft>>({
    system_admin: blank,
    security_admin: blank,
    audit_admin: blank,
  });
  const [tried, setTried] = useState(false);
  const write = useWrite(bootstrap, async () => {
    toast({ text: t('auth.bootstrap.done') });
    await navigate({ to: '/sign-in', search: { next: undefined } });
  });
  const complete = token.trim() !== '' && offices.every((office) => isComplete(drafts[office]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete) return;
    const administrators = offices.map((role) => {
      const { login, display_name, password } = drafts[role];
      return { role, login: login.trim(), display_name: display_name.trim(), password };
    });
    void write.run({ token: token.trim(), administrators });
  };
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  return (
    <AuthFrame wide title={t('auth.bootstrap.title')} sub={t('auth.bootstrap.sub')}>
      <form className="stack" onSubmit={submit} noValidate>
        <ProblemNotice problem={write.problem} />
        <TextField
          label={t('auth.bootstrap.token')}
          hint={t('auth.bootstrap.token.hint')}
          value={token}
          onChange={setToken}
          error={errorAt('token') ?? (tried && !token.trim() ? t('ui.field.missing') : null)}
          required
        />
        <div className={styles.three}>
          {offices.map((office, index) => (
            <Administrator
              key={office}
              office={office}
              draft={drafts[office]}
              tried={tried}
              errorAt={(field) => errorAt(`administrators/${index}/${field}`)}
              onChange={(draft) => setDrafts({ ...drafts, [office]: draft })}
            />
          ))}
        </div>
        <Button type="submit" look="primary" busy={write.busy}>
          {t('auth.bootstrap.create')}
        </Button>
      </form>
    </AuthFrame>
  );
}

function isComplete(draft: Draft): boolean {
  return (
    [draft.display_name.trim(), draft.login.trim(), draft.password].every(Boolean) &&
    draft.password === draft.again
  );
}

interface AdministratorProps {
  office: Office;
  draft: Draft;
  tried: boolean;
  errorAt: (field: string) => string | null;
  onChange: (draft: Draft) => void;
}

function Administrator({ office, draft, tried, errorAt, onChange }: AdministratorProps) {
  const t = useText();
  const missing = (value: string) => (tried && !value.trim() ? t('ui.field.missing') : null);
  const differ =
    (tried || draft.again !== '') && draft.again !== draft.password ? t('auth.password.differ') : null;
  return (
    <section className={styles.person} aria-labelledby={office}>
      <div>
        <h2 id={office}>{t(`role.${office}`)}</h2>
        <p className="muted small">{t(`role.${office}.does`)}</p>
      </div>
      <TextField
        label={t('auth.display_name')}
        value={draft.display_name}
        error={errorAt('display_name') ?? missing(draft.display_name)}
        onChange={(display_name) => onChange({ ...draft, display_name })}
        required
      />
      <TextField
        label={t('auth.account')}
        value={draft.login}
        error={errorAt('login') ?? missing(draft.login)}
        onChange={(login) => onChange({ ...draft, login })}
        required
      />
      <TextField
        label={t('auth.password')}
        type="password"
        autoComplete="new-password"
        hint={t('auth.password.hint')}
        value={draft.password}
        error={errorAt('password') ?? missing(draft.password)}
        onChange={(password) => onChange({ ...draft, password })}
        required
      />
      <TextField
        label={t('auth.password.again')}
        type="password"
        autoComplete="new-password"
        error={differ}
        value={draft.again}
        onChange={(again) => onChange({ ...draft, again })}
        required
      />
    </section>
  );
}
