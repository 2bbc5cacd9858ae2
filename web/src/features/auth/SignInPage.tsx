import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { type ApiProblem, asProblem } from '../../api/problem';
import { type DemoLogin, sessionOptionsQuery, sessionQuery, signIn } from '../../api/session';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

export function SignInPage() {
  const t = useText();
  const code = useCode();
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
    void enter(name.trim(), password);
  };
  return (
    <AuthFrame
      title={t('auth.sign_in.title')}
      sub={t('auth.sign_in.sub')}
      below={
        options?.demo_logins && (
          <DemoLogins logins={options.demo_logins} onChoose={(login) => enter(login.name, login.password)} />
        )
      }
    >
      <form className="stack" onSubmit={submit}>
        {problem && (
          <Notice tone="bad" icon="warning" live>
            {problem.message || code(`problem.${problem.code}`, t('problem.page.unexpected_answer'))}
          </Notice>
        )}
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
        <Button type="submit" look="primary" busy={busy} disabled={!name.trim() || !password}>
          {t('auth.sign_in')}
        </Button>
      </form>
    </AuthFrame>
  );
}

function DemoLogins({ logins, onChoose }: { logins: DemoLogin[]; onChoose: (login: DemoLogin) => void }) {
  const t = useText();
  return (
    <section className={cx(styles.panel, styles.wide)} aria-labelledby="demo">
      <div>
        <h2 id="demo">{t('auth.demo.title')}</h2>
        <p className="muted">{t('auth.demo.note')}</p>
      </div>
      <ul className={styles.demo}>
        {logins.map((login) => (
          <li key={login.name}>
            <button type="button" onClick={() => onChoose(login)}>
              <span className="strong">{login.role}</span>
              <span className="muted small">{login.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
