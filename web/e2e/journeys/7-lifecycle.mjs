// A new colleague: hired by clicking, with a checklist, confirmed after two yeses by others, with a letter.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parts } from '../workbook.mjs';

export const title = 'a hire to confirmation: onboarding tasks, two approvals, a letter';

const NAME = '温知夏';
const TASK = '开通账号与邮箱';
const DAY = '2027-01-01';

export async function walk({ renhe, visitor }) {
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');
  const signedIn = async (login) => {
    const one = await visitor();
    await one.signIn(login);
    return one;
  };
  const hr = await signedIn('han.xue');
  const person = await hired(hr);
  await onboarding(hr, await signedIn('shao.kai'), person);
  const change = await proposed(await signedIn('shen.jingyi'), person);
  for (const voice of [await signedIn('zhou.wenbo'), hr]) {
    await voice.open('/approvals');
    await voice.agree(`${NAME}：转正`);
  }
  await hr.open(change);
  await hr.reads(/待生效/);
  await statusOn(hr, person, '2026-11-23', '试用期');

  // Its day: the worker says that the change is in effect.
  await renhe.halt();
  await renhe.serve('--test-clock', `${DAY}T01:30:00Z`);
  await hr.signIn('han.xue');
  await hr.becomes(change, /转正\s+已生效/);
  await statusOn(hr, person, DAY, '在职');
  await hr.look('person-confirmed');
  await statusOn(hr, person, '2026-12-31', '试用期');
  await letter(hr, change);
  await hr.open(`${person}?tab=files`);
  await hr.reads(/转正通知书 YD-20270101/);

  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

async function hired(hr) {
  await hr.open('/people');
  await hr.press('people.hire');
  await hr.fill('person.full_name', NAME);
  await hr.find('assignment.manager_id', '周文博');
  await hr.choose('assignment.unit_id', '检索平台部1组');
  await hr.fill('assignment.position', '后端工程师');
  await hr.choose('assignment.place', '上海');
  await hr.choose('employment.legal_entity_id', { index: 1 });
  await hr.fill('employment.valid_from', '2026-11-23');
  await hr.fill('contract.valid_until', '2029-11-22');
  await hr.fill('employment.probation_until', '2027-02-22');
  await hr.look('hire');
  await hr.send('people.hire.submit');
  await hr.page.waitForURL(/\/people\/[0-9a-f-]{36}/);
  return new URL(hr.page.url()).pathname;
}

/** The hire brings its tasks; who has one does it, and personnel sees that. */
async function onboarding(hr, it, person) {
  await hr.open(`${person}?tab=changes`);
  await hr.reads(/签订劳动合同/);
  await hr.look('person-onboarding');
  await it.open('/tasks');
  const line = it.page.getByRole('listitem').filter({ hasText: TASK }).filter({ hasText: NAME });
  await it.press('tasks.action.complete', line);
  await line.waitFor({ state: 'detached' });
  await hr.open(`${person}?tab=changes`);
  await hr.reads(new RegExp(`${TASK}\\s*已完成`));
}

async function proposed(hrbp, person) {
  await hrbp.open(person);
  await hrbp.press('changes.open.button');
  await hrbp.choose('personnel_change.kind', '转正');
  await hrbp.fill('personnel_change.effective_on', DAY);
  await hrbp.fill('personnel_change.reason', '试用期表现优秀，提前转正');
  await hrbp.press('changes.preview');
  await hrbp.reads('changes.lines.after');
  await hrbp.look('change-drawer');
  await hrbp.send('changes.submit');
  await hrbp.page.waitForURL(/\/changes\/[0-9a-f-]{36}/);
  await hrbp.look('change-submitted');
  return new URL(hrbp.page.url()).pathname;
}

/** The page of the person says which status they have on a day. */
async function statusOn(one, person, day, status) {
  await one.open(`${person}?as_of=${day}`);
  const hero = one.page.locator('main section').filter({ has: one.page.locator('h1', { hasText: NAME }) });
  await hero.getByText(status, { exact: true }).waitFor();
}

/** The letter is there with the last yes: a Word file of the firm's template, filled in, as the server keeps it. */
async function letter(hr, change) {
  await hr.open(change);
  const file = await hr.download(/^转正通知书_.*\.docx$/);
  const bytes = readFileSync(file);
  const { body } = await hr.call('GET', change);
  const number = body.summary.who.employee_no;
  assert.match(number, /^YC.+26\d{4}$/, 'the number was given by the rule');
  assert.equal(
    createHash('sha256').update(bytes).digest('hex'),
    body.letters[0].sha256,
    'the file that is kept',
  );
  const text = parts(bytes)
    .find(([name]) => name === 'word/document.xml')[1]
    .toString()
    .replace(/<[^>]+>/g, '');
  for (const said of [NAME, number, '2027年1月1日', '2026年12月31日'])
    assert.ok(text.includes(said), `the letter says ${said}: ${text}`);
  assert.ok(!text.includes('{'), `nothing is left to fill in: ${text}`);
  await hr.look('change-letter');
}
