// Borrowing from an employee file: asked by a manager, granted by personnel, seen under a watermark, over by itself.
import assert from 'node:assert/strict';

export const title = 'archive borrowing: a request, an approval, a look under a watermark, the end';

const NAME = '张明远';

export async function walk({ renhe, visitor }) {
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');

  const manager = await visitor();
  await manager.signIn('zhou.wenbo');
  await asks(manager);

  const hr = await visitor();
  await hr.signIn('han.xue');
  await hr.open('/approvals');
  await hr.reads(/核对续签条款/);
  await hr.look('approvals-loan');
  await hr.agree('借阅员工档案');

  const { address, bytes } = await looks(manager);
  const original = await contentOf(hr, address);
  assert.equal(original.status, 200);
  assert.notDeepEqual(bytes, original.bytes, 'what was lent is stamped');

  // Two days, that one included: on the third nothing is shown any more.
  await renhe.halt();
  await renhe.serve('--test-clock', '2026-11-25T01:30:00Z');
  await manager.signIn('zhou.wenbo');
  assert.equal(await seen(manager), 0);
  assert.ok((await contentOf(manager, address)).status >= 403, 'nor is it to be had by its address');
  await manager.open('/files?tab=loans');
  await manager.reads('files.loan.expired');
  await manager.look('files-loan-over');

  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** How many contracts of the person the reader may open. */
async function seen(one) {
  await one.open('/files');
  return one.page.getByRole('button', { name: `劳动合同 ${NAME}` }).count();
}

/** The own papers are there; those of the team are not for the manager by right. */
async function asks(manager) {
  assert.equal(await seen(manager), 0);
  await manager.press('files.borrow');
  await manager.find('files.person', NAME);
  await manager.choose('file.category', '劳动合同');
  await manager.fill('file_loan.reason', '核对续签条款');
  await manager.fill('file_loan.days', '2');
  await manager.look('files-loan-form');
  await manager.send('files.loan.ask');
  assert.equal(await seen(manager), 0, 'asking alone opens nothing');
}

async function looks(manager) {
  const { page } = manager;
  await manager.open('/files');
  await page.getByRole('button', { name: new RegExp(`劳动合同 ${NAME}`) }).click();
  await manager.reads(/借阅至 11-24/);
  const drawer = page.getByRole('dialog');
  // What was lent is shown and not handed over.
  assert.equal(await drawer.getByRole('link', { name: manager.says('files.download') }).count(), 0);
  const answer = page.waitForResponse((response) => response.url().includes('/content'));
  await manager.press('files.view');
  const response = await answer;
  assert.equal(response.headers()['content-type'], 'application/pdf');
  const bytes = await response.body();
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  await drawer.getByTestId('watermark').waitFor();
  const words = await drawer.getByTestId('watermark').textContent();
  assert.ok(words.includes('周文博') && words.includes('zhou.wenbo'), words);
  await manager.look('files-lent');
  return { address: response.url(), bytes };
}

/** The same address, asked with the cookies of somebody. */
async function contentOf(one, address) {
  const answer = await one.page.request.get(address);
  return { status: answer.status(), bytes: await answer.body() };
}
