import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { type ApiProblem, asProblem } from '../../api/problem';
import { sessionOptionsQuery, sessionQuery, signIn } from '../../api/session';
import type { DemoLogin } from '../../api/types';
import { useLocale, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

export function SignInPage() {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  const options = useQuery(sessionOptionsQuery).data;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (options?.bootstrap_needed) void navigate({ to: '/bootstrap' });
  }, [options, navigate]);
  const enter = async (asName: string, asPassword: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(asName, asPassword);
      await queries.fetchQuery(sessionQuery);
      // Only a path of this page: a link from elsewhere must not lead away from it.
      const safe = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
      await navigate({ href: safe });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && password) void enter(name.trim(), password);
  };
  return (
    <AuthFrame
      title={t('auth.sign_in.title')}
      sub={t('auth.sign_in.sub')}
      below={
        options &&
        options.demo_logins.length > 0 && (
          <DemoLogins logins={options.demo_logins} onChoose={(login) => enter(login.login, login.password)} />
        )
      }
    >
      <form className="stack" onSubmit={submit}>
        <ProblemNotice problem={problem} />
        <TextField
          label={t('auth.account')}
          name="username"
          autoComplete="username"
          value={name}
          onChange={setName}
          required
          autoFocus
        />
        <TextField
          label={t('auth.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          required
        />
        <Button type="submit" look="primary" busy={busy}>
          {t('auth.sign_in')}
        </Button>
      </form>
    </AuthFrame>
  );
}

function DemoLogins({ logins, onChoose }: { logins: DemoLogin[]; onChoose: (login: DemoLogin) => void }) {
  const t = useText();
  const english = useLocale() === 'en';
  return (
    <section className={cx(styles.panel, styles.wide)} aria-labelledby="demo">
      <div>
        <h2 id="demo">{t('auth.demo.title')}</h2>
        <p className="muted">{t('auth.demo.note')}</p>
      </div>
      <ul className={styles.demo}>
        {logins.map((login) => (
          <li key={login.login}>
            <button type="button" onClick={() => onChoose(login)}>
              <span className="strong">{english ? login.role_en : login.role_zh}</span>
              <span className="muted small">{login.display_name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
