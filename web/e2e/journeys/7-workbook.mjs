// Values out as a workbook, edited, back, looked at cell by cell, written.
import assert from 'node:assert/strict';
import { edit } from '../workbook.mjs';

export const title =
  'a department is edited in a workbook: each changed cell is previewed, one is refused, the rest is written';

const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';
const COLUMNS = ['岗位', '月基本工资', '手机'];

export async function walk({ renhe, visitor }) {
  await renhe.demo();
  await renhe.serve('--test-clock', `${TODAY}T01:30:00Z`);
  const hr = await visitor();
  await hr.signIn('han.xue');
  const { unit } = (await hr.call('GET', '/people?limit=1')).body.items[0];
  const path = await sentOut(hr, unit.id);
  // The lines stand in the order of the list of people.
  const team = (await hr.call('GET', `/people?unit_id=${unit.id}&limit=3`)).body.items;

  // The columns are, after the hidden one: number, name, and what was chosen.
  edit(path, { D2: '首席后端工程师', E2: -5, E3: 43_210.5, F4: '13800138000' });
  await hr.page.locator('input[type="file"]').setInputFiles(path);
  await previewed(hr, team);
  await written(hr);

  const [first, second, third] = team;
  await holds(hr, first, TODAY, '首席后端工程师');
  await holds(hr, first, YESTERDAY, first.position);
  await hr.open(`/people/${second.person_id}`);
  await hr.press('ui.reveal', fact(hr, '月基本工资'));
  await hr.fill('ui.reason', '核对批量修改的结果');
  await hr.press('ui.reveal');
  await fact(hr, '月基本工资').getByText('43,210.50').waitFor();
  await hr.open(`/people/${third.person_id}`);
  await fact(hr, '手机号码').getByText('154****').waitFor();

  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

async function sentOut(hr, unit) {
  await hr.open('/sheet-updates');
  await hr.look('exchange');
  await hr.choose('exchange.unit', { value: unit });
  for (const column of COLUMNS) await hr.check(new RegExp(`^${column}$`));
  await hr.press('exchange.make');
  await hr.page.waitForURL(/\/sheet-updates\/[0-9a-f-]{36}/);
  return hr.download('exchange.download');
}

/** Each changed cell with the old and the new value; nothing else, and nothing is written yet. */
async function previewed(hr, [first, second, third]) {
  await hr.reads('exchange.cells');
  const lines = hr.page.getByRole('row').filter({ has: hr.page.getByRole('checkbox') });
  const said = [
    [first, '岗位', `${first.position} → 首席后端工程师`, '可写入'],
    [first, '月基本工资', /\d+\.00 → -5/, '不能写入'],
    [second, '月基本工资', /\d+\.00 → 43210\.50/, '请核对'],
    [third, '手机', /154\d+ → 13800138000/, '可写入'],
  ];
  for (const [person, column, change, verdict] of said) {
    const line = lines.filter({ hasText: person.full_name }).filter({ hasText: column });
    await line.filter({ hasText: change }).filter({ hasText: verdict }).waitFor();
  }
  assert.equal(await lines.count(), said.length, 'no other cell is shown as changed');
  await hr.reads(/这不是大于零的金额/);
  await hr.look('exchange-preview');
  await holds(hr, first, TODAY, first.position);
  await hr.page.goBack();
  await hr.settle();
}

/** What was refused cannot be written; what is not wanted is left out. */
async function written(hr) {
  await hr.page.getByRole('button', { name: '写入 3 格', exact: true }).waitFor();
  await hr.page.getByRole('checkbox', { name: /的手机$/ }).uncheck();
  await hr.press(/^写入 2 格$/);
  await hr.fill('exchange.first_day', TODAY);
  await hr.choose('compensation.reason', '年度调薪');
  await hr.fill('exchange.reason', '岗位名称与薪酬统一');
  await hr.look('exchange-form');
  await hr.send('exchange.apply.submit');
  await hr.reads(/已写入 2 格/);
  await hr.settle();
  await hr.look('exchange-done');
}

/** The page of the person says which position they have on a day. */
async function holds(hr, person, day, position) {
  await hr.open(`/people/${person.person_id}?as_of=${day}`);
  const hero = hr.page
    .locator('main section')
    .filter({ has: hr.page.locator('h1', { hasText: person.full_name }) });
  await hero.getByText(new RegExp(`^${position}( |$)`)).waitFor();
}

/** A line of the facts beside the timeline. */
const fact = (hr, name) => hr.page.locator('dl > div').filter({ hasText: name });
