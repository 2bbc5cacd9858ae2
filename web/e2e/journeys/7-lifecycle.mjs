// A new colleague: hired by clicking, with a checklist, confirmed after two yeses by others, with a letter.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const title = 'a hire to confirmation: onboarding tasks, two approvals, a letter';

const NAME = '温知夏';
const NUMBER = 'YC009001';

export async function walk({ renhe, visitor }) {
  // On demand until it has been walked once to its end.
  if (process.env.RENHE_JOURNEYS !== 'all') return 'skipped';
  await renhe.run('demo', '--people', '200', '--seed', '7', '--until', '2026-11-20');
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');
  const hr = await visitor();
  await hr.signIn('han.xue');
  const person = await hired(hr);
  await onboarding(hr, person);
  await itSeesItsTask(await signedIn(visitor, 'shao.kai'));
  const hrbp = await signedIn(visitor, 'shen.jingyi');
  const change = await proposed(hrbp, person);
  await approved(await signedIn(visitor, 'zhou.wenbo'));
  await approved(hr);
  await letter(hr, change);
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

async function signedIn(visitor, login) {
  const one = await visitor();
  await one.signIn(login);
  return one;
}

async function hired(hr) {
  await hr.open('/people');
  await hr.press('people.hire');
  await hr.fill('person.full_name', NAME);
  await hr.find('assignment.manager_id', '周文博');
  await hr.choose('assignment.unit_id', { index: 8 });
  await hr.fill('assignment.position', '后端工程师');
  await hr.choose('assignment.place', '上海');
  await hr.choose('employment.legal_entity_id', { index: 1 });
  await hr.fill('employment.employee_no', NUMBER);
  await hr.fill('employment.valid_from', '2026-11-23');
  await hr.fill('contract.valid_until', '2029-11-22');
  await hr.fill('employment.probation_until', '2027-02-22');
  await hr.send('people.hire.submit');
  await hr.page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  return new URL(hr.page.url()).pathname;
}

async function onboarding(hr, person) {
  await hr.open(`${person}?tab=changes`);
  await hr.reads(/签订劳动合同/);
  await hr.look('person-onboarding');
}

async function itSeesItsTask(it) {
  await it.open('/tasks');
  await it.reads(/开通账号与邮箱/);
}

async function proposed(hrbp, person) {
  await hrbp.open(person);
  await hrbp.press('changes.open.button');
  await hrbp.choose('personnel_change.kind', '转正');
  await hrbp.fill('personnel_change.effective_on', '2027-01-01');
  await hrbp.fill('personnel_change.reason', '试用期表现优秀，提前转正');
  await hrbp.press('changes.preview');
  await hrbp.reads('changes.lines.after');
  await hrbp.look('change-drawer');
  await hrbp.send('changes.submit');
  await hrbp.page.waitForURL(/\/changes\/[0-9a-f-]{36}/);
  await hrbp.look('change-submitted');
  return new URL(hrbp.page.url()).pathname;
}

async function approved(one) {
  await one.open('/approvals');
  await one.reads(new RegExp(NAME));
  const card = one.page.locator('section').filter({ hasText: NAME }).last();
  await card.getByRole('button', { name: '同意', exact: true }).click();
  await one.reads(/已同意/);
  await one.settle();
}

async function letter(hr, change) {
  await hr.open(change);
  await hr.press('changes.letter.make');
  await hr.reads('changes.letter.made');
  const file = await hr.download(/转正通知书.*docx|转正通知书.*pdf/);
  const bytes = readFileSync(file);
  assert.ok(bytes.length > 800, 'the letter has a body');
  assert.ok(['PK', '%P'].includes(bytes.subarray(0, 2).toString()), 'it is a Word file or a PDF');
  await hr.look('change-letter');
}
