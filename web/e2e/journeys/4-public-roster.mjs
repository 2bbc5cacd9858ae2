// A public roster of 311 people, as it was known at the start of 2016: import, gates, model, alert, leaving, certificate.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { account, moveIn, PASSWORD } from '../house.mjs';

export const title =
  'an empty house in January 2016 takes in a public roster and walks from its first alert to a certificate';

const places = ['data/import/HRDataset_v14.csv', 'import/HRDataset_v14.csv'];
const folder = process.env.RENHE_EVAL_DATA;
const file = folder && places.map((place) => join(folder, place)).find((path) => existsSync(path));

export async function walk({ renhe, visitor }) {
  if (!file) return 'skipped';
  await renhe.serve('--test-clock', '2016-01-01T01:30:00Z');
  const admins = await moveIn(renhe, visitor);
  const hr = await account(admins, { login: 'renshi', name: '人事丁', role: '人事' });
  await noModelYet(hr);
  await imported(hr);
  const hrbp = await account(admins, { login: 'huoban', name: '业务伙伴戊', role: 'HRBP', scope: '全集团' });
  await hrbp.open('/alerts');
  await hrbp.reads('alert.gates.title');
  await hrbp.look('alerts-gates-missing');
  await gates(
    await account(admins, { login: 'zongjingli', name: '总经理己', role: '管理层' }),
    await account(admins, { login: 'yinsi', name: '个保负责人庚', role: '个人信息保护负责人' }),
  );
  await trained(hr);
  const name = await alerted(hrbp);
  const { address, lastDay } = await resigned(hr, name);

  // The evening of the last day.
  await renhe.halt();
  await renhe.serve('--test-clock', `${lastDay}T12:00:00Z`);
  await hr.signIn('renshi', PASSWORD);
  await certified(hr, address, await visitor());
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** Nobody has left an empty house: the page says how many exits are needed, and learns from nothing. */
async function noModelYet(hr) {
  await hr.open('/settings?tab=model');
  await hr.reads('model.no_model.title');
  await hr.press('training.start');
  await hr.reads('training.too_few_exits');
  await hr.look('settings-model-too-few');
}

async function imported(hr) {
  await hr.open('/import');
  await hr.page.locator('input[type="file"]').setInputFiles(file);
  await hr.page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await hr.reads('import.defaults');
  await hr.settle();
  await hr.look('public-mapping');
  await hr.fill('import.default.legal_entity', 'Dental Magic Inc.');
  await hr.press('import.check');
  await hr.reads('import.comparison');
  await hr.settle();
  await hr.look('public-check');
  await hr.press(/^(先)?写入 .* 行$/);
  await hr.reads('import.done');
  await hr.settle();
  await hr.look('public-done');
  const { body } = await hr.call('GET', '/people-count');
  assert.ok(body.total > 150 && body.total < 311, `${body.total}: later exits and hires are not yet known`);
}

/** Three dated records by those who may, and nobody else. */
async function gates(executive, privacy) {
  const approve = async (one, gate, evidence) => {
    await one.open('/settings?tab=gates');
    const card = one.page.getByRole('region', { name: gate });
    await one.press('gate.approve', card);
    await one.fill('gate.form.evidence', evidence);
    await one.look('settings-gate-form');
    await one.send('gate.approve');
  };
  await approve(executive, '规章制度已公示并由员工确认', '《员工手册》2015 版，2015-12-01 公示，全员签收。');
  await approve(executive, '已向员工告知用途、输入与权利', '2015-12-10 告知函，写明用途、输入与权利。');
  await approve(privacy, '个人信息保护影响评估已批准', 'PIA-2015-03，2015-12-20 批准。');
  await privacy.reads('gate.open');
  await privacy.look('settings-gates');
}

async function trained(hr) {
  await hr.open('/settings?tab=model');
  await hr.press('training.start');
  await hr.reads('training.done', 180_000);
  await hr.reads('model.importance');
  await hr.look('settings-model');
}

/** Scores and alerts follow the training by themselves. */
async function alerted(hrbp) {
  const first = hrbp.page.locator('main a[href^="/alerts/"]').first();
  for (let tries = 0; tries < 40; tries += 1) {
    await hrbp.open('/alerts');
    if ((await first.count()) > 0) break;
    await hrbp.page.waitForTimeout(1500);
  }
  await hrbp.look('public-alerts');
  const name = (await first.innerText()).trim();
  await first.click();
  await hrbp.reads('alert.why');
  await hrbp.settle();
  await hrbp.look('public-alert');
  await hrbp.press('alert.action.talk');
  await hrbp.fill('alert.talk.summary', '聊了岗位和发展意愿，本人已决定离开。');
  await hrbp.send('action.save');
  return name;
}

async function resigned(hr, name) {
  await hr.open('/offboarding');
  await hr.press('offboarding.record_resignation');
  await hr.find('offboarding.person', name.split(/[\s,，]/)[0], name);
  await hr.fill('offboarding.document', '2016-01-01 收到书面申请，原件存档案柜 A3。');
  await hr.check('offboarding.resignation.written');
  await hr.look('offboarding-resignation-form');
  await hr.send('offboarding.resignation.submit');
  await hr.page.waitForURL(/\/offboarding\/[0-9a-f-]{36}/);
  await hr.reads('flow.board');
  await hr.settle();
  await hr.look('public-case');
  const address = new URL(hr.page.url()).pathname;
  const { body } = await hr.call('GET', `/offboardings/${address.split('/').at(-1)}`);
  return { address, lastDay: body.summary.last_day };
}

async function certified(hr, address, anybody) {
  await hr.open(address);
  await hr.press('certificate.issue');
  await hr.reads('certificate.download');
  await hr.settle();
  await hr.look('public-certificate');
  const pdf = await hr.download('certificate.download');
  await hr.press('certificate.signature');
  const link = hr.page.getByRole('link', { name: hr.says('certificate.verify_page') });
  await anybody.page.goto(await link.getAttribute('href'));
  await anybody.reads('verify.valid.body');
  await anybody.page.locator('input[type="file"]').setInputFiles(pdf);
  await anybody.reads('verify.same');
  await anybody.look('public-verify');
}
