// The story that must always work: from the quiet signal to the sealed certificate, as clicks.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const title =
  'Zhang: an alert, a talk, a plan, a resignation, parallel tasks, a certificate that anybody can verify';

const NAME = '张明远';
const HANDED_OVER = '支付网关的值班手册';
/** Who has which tasks of the run; the titles are those of the definition. */
const FIRST_DAYS = [
  ['han.xue', '受理书面申请'],
  ['shao.kai', '盘点账号'],
  ['wu.min', '核对借款与报销'],
  ['luo.xiaolan', '指定接手人'],
];

export async function walk({ renhe, visitor }) {
  const made = await renhe.demo();
  assert.ok(made.zhang_alerted, 'the model alerts to Zhang');
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');

  const people = signIns(visitor);
  const hrbp = await people('shen.jingyi');
  const alert = await alertAndTalk(hrbp);
  await theManagerSeesNothing(await people('zhou.wenbo'), alert);
  const zhang = await people('zhang.mingyuan');
  await ownBandAndAnswer(zhang);
  await continuityPlan(hrbp, alert);
  await resignation(zhang);
  const leaving = await startedInParallel(hrbp);
  await firstDays(people, leaving);

  // The last week: what could not be done earlier.
  const at = async (instant) => {
    await renhe.halt();
    await renhe.serve('--test-clock', instant);
    people.forget();
  };
  await at('2026-12-21T01:30:00Z');
  await lastWeek(people, leaving);
  // The evening of the last day: the certificate and the wages wait for nothing.
  await at('2026-12-23T12:00:00Z');
  await lastDay(people, leaving);
  const file = await certificate(people, leaving);
  await anybodyVerifies(await visitor(), file);

  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** One browser for each person; after the clock has moved everybody signs in again. */
function signIns(visitor) {
  const known = new Map();
  const fresh = new Set();
  const people = async (login) => {
    if (!known.has(login)) known.set(login, await visitor());
    const one = known.get(login);
    if (!fresh.has(login)) await one.signIn(login);
    fresh.add(login);
    return one;
  };
  people.forget = () => fresh.clear();
  return people;
}

async function alertAndTalk(hrbp) {
  await hrbp.open('/alerts');
  await hrbp.look('alerts');
  await hrbp.page.getByRole('link', { name: NAME }).click();
  await hrbp.reads('alert.why');
  await hrbp.settle();
  const said = await hrbp.page.locator('main').innerText();
  assert.match(said, /事假/, 'unpaid leave is a reason');
  await hrbp.look('alert');
  await hrbp.press('alert.action.talk');
  await hrbp.fill('alert.talk.summary', '聊了近况、两次绩效结果和发展意愿。');
  await hrbp.fill('alert.talk.statement', '计划春节后离开。');
  await hrbp.look('alert-talk');
  await hrbp.send('action.save');
  await hrbp.reads('alert.step.to_confirm');
  return new URL(hrbp.page.url()).pathname;
}

async function theManagerSeesNothing(manager, alert) {
  await manager.open('/alerts');
  await manager.look('alerts-no-access');
  assert.ok((await manager.call('GET', alert)).status >= 403, 'the manager never opens an alert');
}

async function ownBandAndAnswer(zhang) {
  await zhang.open('/me');
  await zhang.reads('mine.why');
  await zhang.look('me');
  await zhang.press('mine.talk.confirm');
  await zhang.reads('talk.answer.confirmed');
}

/** The plan rests on what Zhang confirmed; nothing of access, pay or status changes. */
async function continuityPlan(hrbp, alert) {
  await hrbp.open(alert);
  await hrbp.press('alert.open_pre');
  await hrbp.fill('offboarding.pre.reason', '本人确认春节后离开，提前安排交接。');
  await hrbp.page.getByRole('radio', { name: /本人已确认面谈中的表述/ }).check();
  await hrbp.look('offboarding-plan-form');
  await hrbp.send('offboarding.pre.submit');
  await hrbp.page.waitForURL(/\/offboarding\/[0-9a-f-]{36}/);
  await hrbp.settle();
  await hrbp.look('pre-offboarding');
}

async function resignation(zhang) {
  await zhang.open('/me');
  await zhang.press('own.resign');
  await zhang.reads('own.resign.earliest');
  await zhang.fill('own.resign.text', '因个人发展原因，本人申请辞去现任职务。');
  await zhang.look('me-resign');
  await zhang.send('own.resign.submit');
  await zhang.look('me-leaving');
}

async function startedInParallel(hrbp) {
  await hrbp.open('/offboarding');
  await hrbp.look('offboarding');
  await hrbp.page.getByRole('link', { name: NAME }).first().click();
  await hrbp.page.waitForURL(/\/offboarding\/[0-9a-f-]{36}/);
  await hrbp.reads('flow.board');
  await hrbp.settle();
  const said = await hrbp.page.locator('main').innerText();
  assert.match(said, /2026-12-23/, 'thirty days of notice (art. 37)');
  await hrbp.look('offboarding-case');
  return new URL(hrbp.page.url()).pathname;
}

/** The line of a task in the list of what one has to do. */
const lineOf = (one, task) =>
  one.page.getByRole('listitem').filter({ hasText: task }).filter({ hasText: NAME });

async function finish(one, task) {
  await one.open('/tasks');
  const line = lineOf(one, task);
  await one.press('tasks.action.complete', line);
  await line.waitFor({ state: 'detached' });
}

async function firstDays(people, leaving) {
  const hr = await people('han.xue');
  const early = await hr.call('POST', `/offboardings/${leaving.split('/').at(-1)}/certificate`);
  assert.equal(early.status, 409, 'no certificate of a day that has not been reached');
  for (const [login, task] of FIRST_DAYS) await finish(await people(login), task);
  await finish(await people('zhang.mingyuan'), '整理交接材料');
  const manager = await people('zhou.wenbo');
  await manager.open('/tasks');
  await manager.look('tasks');
  await manager.press('handover.title', lineOf(manager, '确认交接清单'));
  await manager.fill('handover.what', HANDED_OVER);
  await manager.find('handover.successor', '周文博');
  await manager.look('tasks-checklist');
  await manager.press('handover.add');
  const listed = manager.page.locator('dialog[open]').getByRole('listitem').filter({ hasText: HANDED_OVER });
  await listed.filter({ hasText: '周文博' }).waitFor();
  await manager.look('tasks-checklist-listed');
  await manager.press('action.cancel');
  await finish(manager, '确认交接清单');
  await manager.press('handover.receive');
  await manager.gone('handover.to_me');
  await finish(manager, '交接评审');
}

async function lastWeek(people, leaving) {
  await finish(await people('luo.xiaolan'), '客户与权限移交');
  const hrbp = await people('shen.jingyi');
  await hrbp.open(leaving);
  await hrbp.press('offboarding.action.exit_interview');
  await hrbp.choose('offboarding.exit_reason', { index: 2 });
  await hrbp.send('action.save');
  const finance = await people('wu.min');
  await finance.open(leaving);
  await finance.look('offboarding-settlement');
  await finance.press('settlement.compute');
  await finance.reads('settlement.computed_again');
  await finance.settle();
  await finance.press('settlement.confirm');
  await finance.reads('settlement.status.confirmed');
}

async function lastDay(people, leaving) {
  const it = await people('shao.kai');
  await it.open('/tasks');
  await it.look('tasks-last-day');
  await finish(it, '停用账号与令牌');
  await finish(await people('luo.xiaolan'), '关闭业务系统权限');
  await finish(await people('wu.min'), '付清工资');
  const hr = await people('han.xue');
  await hr.open(leaving);
  await hr.press('certificate.issue');
  await hr.reads('certificate.download');
  await hr.settle();
  await hr.look('offboarding-certificate');
}

/** Zhang takes the certificate from the own page, when accounts are off and the handover is not finished. */
async function certificate(people, leaving) {
  const hr = await people('han.xue');
  const file = await hr.download('certificate.download');
  const pdf = readFileSync(file);
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const { body } = await hr.call('GET', `/offboardings/${leaving.split('/').at(-1)}`);
  const [issued] = body.certificates;
  assert.equal(
    createHash('sha256').update(pdf).digest('hex'),
    issued.sha256,
    'the file is the one that was signed',
  );
  const seal = (await hr.call('GET', `/certificates/${issued.id}/signature`)).body;
  const signed = Buffer.from(seal.signature_base64, 'base64');
  assert.ok(
    verify(null, pdf, createPublicKey(seal.public_key_pem), signed),
    'Node verifies the Ed25519 signature',
  );
  const zhang = await people('zhang.mingyuan');
  await zhang.open('/me');
  await zhang.reads('certificate.download');
  await zhang.look('me-left');
  return { file, address: new URL(issued.verification_url).pathname, number: issued.number };
}

/** The house tells nothing of the person; only the name of the visitor's own file is repeated, in the visitor's browser. */
async function anybodyVerifies(anybody, { file, address, number }) {
  await anybody.open(address);
  await anybody.page.getByText(number).first().waitFor();
  const answer = await anybody.call('GET', address);
  assert.equal(answer.status, 200);
  assert.ok(!JSON.stringify(answer.body).includes(NAME), 'the public answer names nobody');
  assert.ok(!(await bodyText(anybody)).includes(NAME), 'the public page names nobody');
  await anybody.page.locator('input[type="file"]').setInputFiles(file);
  await anybody.reads('verify.same');
  await anybody.look('verify');
  assert.ok(!(await bodyText(anybody)).includes(NAME), 'nor does it when a file has been compared');
}

const bodyText = (one) => one.page.locator('body').innerText();
