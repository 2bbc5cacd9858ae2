// The project's own dirty roster, by the wizard, in an empty house.
import assert from 'node:assert/strict';
import { account, moveIn } from '../house.mjs';

export const title = 'an empty house takes in a dirty roster of 300, row by row, and gives it back';

const roster = new URL('../../../crates/services/tests/fixtures/dirty-roster-300.csv', import.meta.url)
  .pathname;

export async function walk({ renhe, visitor }) {
  await renhe.serve('--test-clock', '2026-11-20T01:30:00Z');
  const admins = await moveIn(renhe, visitor);
  const hr = await account(admins, { login: 'renshi', name: '人事丁', role: '人事' });
  await admins.system.look('settings-accounts');
  await hr.open('/import');
  await hr.look('import-empty');
  await mapped(hr);
  await checked(hr);
  const people = await written(hr);
  await undone(hr, people);
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** What no purpose needs stays outside; a column that was guessed is corrected, another is named with its purpose. */
async function mapped(hr) {
  await hr.page.locator('input[type="file"]').setInputFiles(roster);
  await hr.page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await hr.reads('import.defaults');
  await hr.settle();
  await hr.look('import-mapping');
  const target = (heading) => hr.page.getByLabel(`“${heading}”对应什么`);
  for (const heading of ['性别', '民族', '婚姻状况', '备注'])
    assert.equal(await target(heading).inputValue(), '', `${heading} is proposed to stay outside`);
  await target('性别').selectOption({ label: '性别' });
  await hr.press('import.check');
  await hr.page.locator('[aria-invalid="true"]').first().waitFor();
  await hr.look('import-purpose-missing');
  await hr.fill('import.mapping.purpose', '公平性审计');
  await target('性别').selectOption('');
}

async function checked(hr) {
  await hr.fill('import.default.legal_entity', '云程数据（上海）有限公司');
  await hr.press('import.check');
  await hr.reads('import.findings');
  await hr.settle();
  await hr.look('import-check');
  const before = await hr.call('GET', '/people');
  assert.equal(before.body.total, 0, 'a check writes nothing');
  // One row is mended by hand, one proposal is taken, one kind of fault is looked at.
  await hr.page.getByRole('button', { name: '改', exact: true }).first().click();
  await hr.look('import-edit');
  await hr.press('action.cancel');
  await hr.page
    .getByRole('button', { name: hr.says('import.accept') })
    .first()
    .click();
  await hr.reads('import.accepted');
  await hr.settle();
}

async function written(hr) {
  await hr.press('import.write.good');
  await hr.reads('import.done');
  await hr.settle();
  await hr.look('import-done');
  const { body } = await hr.call('GET', '/people-count');
  assert.ok(body.total > 150, `${body.total} people came in`);
  await hr.press('import.see_people');
  await hr.page.waitForURL(/\/people/);
  await hr.settle();
  await hr.look('import-people');
  await hr.page.goBack();
  await hr.reads('import.done');
  return body.total;
}

async function undone(hr) {
  await hr.press('import.undo');
  await hr.fill('ui.reason', '先核对缺少的日期，再重新导入。');
  await hr.look('import-undo');
  await hr.send('import.undo');
  await hr.reads('import.undone');
  const { body } = await hr.call('GET', '/people');
  assert.equal(body.total, 0, 'nobody is left behind');
  await hr.open('/import');
  await hr.look('import-before');
}
