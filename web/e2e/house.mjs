// Moving into an empty house by clicking: three administrators, then the accounts that they make and allow.
import assert from 'node:assert/strict';

export const PASSWORD = 'moving-in-2026-Renhe';
const offices = [
  ['system_admin', 'xitong', '系统管理员甲'],
  ['security_admin', 'anquan', '安全管理员乙'],
  ['audit_admin', 'shenji', '审计管理员丙'],
];

/** The first start: the token stands in the terminal of the server. */
export async function moveIn(renhe, visitor) {
  const said = renhe.said();
  const token = /dies with its use[^\n]*\n(?:[^\n]*\n)?\s*\n\s+(\S+)/.exec(said)?.[1];
  assert.ok(token, `the terminal shows the token\n${said.slice(-800)}`);
  const first = await visitor();
  await first.open('/');
  await first.page.waitForURL(/\/bootstrap/);
  await first.settle();
  await first.look('bootstrap');
  await first.fill('auth.bootstrap.token', token);
  for (const [office, login, name] of offices) {
    const person = first.page.locator(`section[aria-labelledby="${office}"]`);
    await first.fill('auth.display_name', name, person);
    await first.fill('auth.account', login, person);
    await first.fill('auth.password', PASSWORD, person);
    await first.fill('auth.password.again', PASSWORD, person);
  }
  await first.press('auth.bootstrap.create');
  await first.page.waitForURL(/\/sign-in/);
  const enter = async (login) => {
    const one = await visitor();
    await one.signIn(login, PASSWORD);
    return one;
  };
  return { system: await enter('xitong'), security: await enter('anquan'), enter };
}

/** One administrator makes the login, another one grants the role: nobody can do both. */
export async function account({ system, security, enter }, { login, name, role, scope, person }) {
  await system.open('/settings?tab=accounts');
  await system.press('settings.account.add');
  await system.fill('account.login', login);
  await system.fill('account.display_name', name);
  if (person) await system.find('account.person_id', person);
  await system.fill('settings.account.password', PASSWORD);
  await system.send('action.save');
  await security.open('/settings?tab=accounts');
  await security.press(new RegExp(`^${login}$`));
  await security.choose('grant.role', role);
  if (scope) await security.choose('grant.scope', scope);
  await security.fill('ui.reason', '上线时授予');
  await security.press('settings.grant.add');
  await security.page.locator('dialog[open]').getByText(role).first().waitFor();
  await security.reads('settings.granted_at');
  return enter(login);
}
