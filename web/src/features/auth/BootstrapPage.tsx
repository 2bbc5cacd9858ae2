import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type ApiProblem, asProblem } from '../../api/problem';
import { bootstrap } from '../../api/session';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

const roles = ['system_admin', 'security_admin', 'audit_admin'] as const;
type Role = (typeof roles)[number];

interface Draft {
  name: string;
  password: string;
  again: string;
}

const blank: Draft = { name: '', password: '', again: '' };

/** The first start: three people, three offices, a token that dies with this form. */
export function BootstrapPage() {
  const t = useText();
  const code = useCode();
  const toast = useToast();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [token, setToken] = useState('');
  const [drafts, setDrafts] = useState<Record<Role, Draft>>({
    system_admin: blank,
    security_admin: blank,
    audit_admin: blank,
  });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const complete =
    token.trim() !== '' &&
    roles.every(
      (role) =>
        drafts[role].name.trim() && drafts[role].password === drafts[role].again && drafts[role].password,
    );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const administrators = roles.map((role) => ({
        role,
        name: drafts[role].name.trim(),
        password: drafts[role].password,
      }));
      await bootstrap({ token: token.trim(), administrators });
      toast({ text: t('auth.bootstrap.done') });
      await queries.invalidateQueries();
      await navigate({ to: '/sign-in', search: { next: undefined } });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <AuthFrame wide title={t('auth.bootstrap.title')} sub={t('auth.bootstrap.sub')}>
      <form className="stack" onSubmit={submit}>
        {problem && (
          <Notice tone="bad" icon="warning" live>
            {problem.message || code(`problem.${problem.code}`, t('problem.page.unexpected_answer'))}
          </Notice>
        )}
        <TextField
          label={t('auth.bootstrap.token')}
          hint={t('auth.bootstrap.token.hint')}
          value={token}
          onChange={setToken}
          error={problem?.field === 'token' ? problem.message : null}
          required
        />
        <div className={styles.three}>
          {roles.map((role) => (
            <Administrator
              key={role}
              role={role}
              draft={drafts[role]}
              onChange={(draft) => setDrafts({ ...drafts, [role]: draft })}
            />
          ))}
        </div>
        <Button type="submit" look="primary" busy={busy} disabled={!complete}>
          {t('auth.bootstrap.create')}
        </Button>
      </form>
    </AuthFrame>
  );
}

function Administrator({
  role,
  draft,
  onChange,
}: {
  role: Role;
  draft: Draft;
  onChange: (draft: Draft) => void;
}) {
  const t = useText();
  const differ = draft.again !== '' && draft.again !== draft.password;
  return (
    <section className={styles.person} aria-labelledby={role}>
      <div>
        <h2 id={role}>{t(`role.${role}`)}</h2>
        <p className="muted small">{t(`role.${role}.does`)}</p>
      </div>
      <TextField
        label={t('auth.account')}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        required
      />
      <TextField
        label={t('auth.password')}
        type="password"
        autoComplete="new-password"
        hint={t('auth.password.hint')}
        value={draft.password}
        onChange={(password) => onChange({ ...draft, password })}
        required
      />
      <TextField
        label={t('auth.password.again')}
        type="password"
        autoComplete="new-password"
        error={differ ? t('auth.password.differ') : null}
        value={draft.again}
        onChange={(again) => onChange({ ...draft, again })}
        required
      />
    </section>
  );
}
