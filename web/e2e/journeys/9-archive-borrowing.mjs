// Borrowing from an employee file: asked by a manager, granted by personnel, seen under a watermark, over by itself.
import assert from 'node:assert/strict';

export const title = 'archive borrowing: a request, an approval, a look under a watermark, the end';

const NAME = '张明远';

export async function walk({ renhe, visitor }) {
  // On demand until it has been walked once to its end.
  if (process.env.RENHE_JOURNEYS !== 'all') return 'skipped';
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');

  const manager = await visitor();
  await manager.signIn('zhou.wenbo');
  await ask(manager);

  const hr = await visitor();
  await hr.signIn('han.xue');
  await grant(hr);

  await look(manager);

  // Two days, that one included: on the third nothing is shown any more.
  await renhe.halt();
  await renhe.serve('--test-clock', '2026-11-25T01:30:00Z');
  await manager.signIn('zhou.wenbo');
  assert.equal(await seen(manager), 0);
  await manager.open('/files?tab=loans');
  await manager.page.getByText('已到期').first().waitFor();

  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** How many contracts of the person the reader may open. */
async function seen(one) {
  await one.open('/files');
  await one.settle();
  return one.page.getByRole('button', { name: `劳动合同 ${NAME}` }).count();
}

async function ask(manager) {
  const { page } = manager;
  // The own papers are there; those of the team are not for the manager by right.
  assert.equal(await seen(manager), 0);
  await page.getByRole('button', { name: '申请借阅' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('员工').fill(NAME);
  await page
    .getByRole('option', { name: new RegExp(NAME) })
    .first()
    .click();
  await form.getByLabel('材料类别').selectOption('contract');
  await form.getByLabel('借阅事由').fill('核对续签条款');
  await form.getByLabel('借阅天数').fill('2');
  await form.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('借阅申请已提交').waitFor();
}

async function grant(hr) {
  const { page } = hr;
  await hr.open('/approvals');
  await page.getByText('借阅员工档案').first().waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).first().click();
  await page.getByText('已同意：借阅员工档案').waitFor();
}

async function look(manager) {
  const { page } = manager;
  await manager.open('/files');
  await page.getByRole('button', { name: new RegExp(`劳动合同 ${NAME}`) }).click();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByText(/借阅至/)
    .first()
    .waitFor();
  // What was lent is shown and not handed over.
  assert.equal(await drawer.getByRole('link', { name: '下载原件' }).count(), 0);
  const answer = page.waitForResponse((response) => response.url().includes('/content'));
  await drawer.getByRole('button', { name: '在线查看' }).click();
  const response = await answer;
  assert.equal(response.headers()['content-type'], 'application/pdf');
  await drawer.getByTestId('watermark').waitFor();
  const words = await drawer.getByTestId('watermark').textContent();
  assert.ok(words.includes('周文博'), words);
}
