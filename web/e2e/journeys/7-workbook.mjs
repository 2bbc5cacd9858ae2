// Values out as a workbook, edited, back, looked at cell by cell, written.
import assert from 'node:assert/strict';
import { edit } from '../workbook.mjs';

export const title =
  'a department is edited in a workbook: each changed cell is previewed, one is refused, the rest is written';

export async function walk({ renhe, visitor }) {
  // On demand until it has been walked once to its end.
  if (process.env.RENHE_JOURNEYS !== 'all') return 'skipped';
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');
  const hr = await visitor({ locale: 'zh-CN', theme: 'light' });
  await hr.signIn('han.xue');
  const someone = (await hr.call('GET', '/people?limit=1')).body.items[0];
  const { body: before } = await hr.call('GET', `/people/${someone.person_id}`);

  await hr.open('/sheet-updates');
  await hr.look('exchange');
  await hr.page.getByLabel('部门').first().selectOption({ value: someone.unit.id });
  for (const column of ['岗位', '月基本工资', '手机'])
    await hr.page.getByLabel(column, { exact: true }).check();
  await hr.press('exchange.make');
  await hr.page.waitForURL(/\/sheet-updates\/[0-9a-f-]{36}/);
  await hr.reads('exchange.download');
  const path = await hr.download('exchange.download');

  edit(path, [
    { from: new RegExp(`<t>${before.position}</t>`), to: `<t>${before.position}（改）</t>` },
    // The fifth column holds the pay.
    { from: /(<c r="E2"[^>]*><v>)[^<]+/, to: '$1-5' },
  ]);
  await hr.page.locator('input[type="file"]').setInputFiles(path);
  await hr.reads('exchange.cells');
  await hr.settle();
  await hr.look('exchange-preview');
  await hr.reads(/这不是大于零的金额/);
  await hr.press(/^写入 \d+ 格$/);
  await hr.fill('exchange.first_day', '2026-12-01');
  await hr.fill('exchange.reason', '岗位名称统一');
  await hr.send('exchange.apply.submit');
  await hr.reads('exchange.done.body');
  await hr.settle();
  await hr.look('exchange-done');

  const { body: after } = await hr.call('GET', `/people/${someone.person_id}?as_of=2026-12-01`);
  assert.equal(after.position, `${before.position}（改）`, 'the accepted cell holds from its day on');
}
