// The house itself: sign in, find a person, look at another day, prove an entry of the trail.
import assert from 'node:assert/strict';

export const title =
  'a newcomer signs in, finds Zhang, looks at another day, and the auditor proves the trail';

export async function walk({ renhe, visitor }) {
  await renhe.run('demo', '--people', '200', '--seed', '7');
  await renhe.serve();

  const hr = await visitor();
  await hr.open('/sign-in');
  await hr.look('sign-in');
  await hr.signIn('han.xue');
  await hr.open('/people');
  await hr.look('people');
  await hr.page.keyboard.press('Control+k');
  await hr.page.keyboard.type('zmy');
  await hr.page.getByText('张明远').first().waitFor();
  await hr.picture('palette');
  await hr.page.keyboard.press('Enter');
  await hr.page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  await hr.settle();
  await hr.page.getByText('撤回离职申请').first().waitFor();
  await hr.look('person');
  const person = new URL(hr.page.url()).pathname;
  await hr.open(`${person}?as_of=2020-01-01`);
  await hr.look('person-another-day');

  const zhang = await visitor({ locale: 'en', theme: 'dark' });
  await zhang.signIn('zhang.mingyuan');
  await zhang.open('/people');
  const seen = await zhang.call('GET', '/people');
  assert.equal(seen.body.total, 1, 'an employee sees only the own page');
  await zhang.look('people-employee-en-dark');

  const auditor = await visitor();
  await auditor.signIn('auditadmin');
  await auditor.open('/audit');
  await auditor.look('audit');
  await auditor.open('/settings');
  await auditor.look('settings');
  const refused = await auditor.call('GET', '/people');
  assert.equal(refused.status, 403, 'an administrator sees no people');
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(verdict.size > 1_000 && !verdict.first, 'the trail verifies');
}
