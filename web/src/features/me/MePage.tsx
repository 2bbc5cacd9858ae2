import type { ReactNode } from 'react';
import { useSession, useSignOut } from '../../api/session';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { LookChoices } from '../../ui/LookChoices';
import { Page } from '../../ui/Page';
import { Tag } from '../../ui/Tag';

/** The reader's own page: who one is here, what one may do, how the page looks. */
export function MePage({ children }: { children?: ReactNode }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const session = useSession();
  const leave = useSignOut();
  return (
    <Page title={t('page.me.title')} sub={session.display_name}>
      <Card title={t('page.me.account')}>
        <Facts
          items={[
            [t('page.me.name'), session.display_name],
            [t('auth.account'), session.login],
            [t('page.me.roles'), format.names(session.roles.map((role) => code(`role.${role}`, role)))],
          ]}
        />
      </Card>
      {children}
      <Card title={t('page.me.permissions')} note={t('page.me.permissions.note')}>
        <p className="row">
          {session.permissions.map((permission) => (
            <Tag key={permission}>{code(`permission.${permission}`, permission)}</Tag>
          ))}
        </p>
      </Card>
      <Card title={t('page.me.look')}>
        <LookChoices />
        <Button icon="exit" onClick={leave}>
          {t('shell.sign_out')}
        </Button>
      </Card>
    </Page>
  );
}
