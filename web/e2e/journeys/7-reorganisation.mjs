// A reorganisation from the draft to its day: drafted by dragging and by menu, approved by others, activated by the clock.
import assert from 'node:assert/strict';

export const title =
  'a department goes to another business unit: drafted, compared, approved, and so on its day';

const DAY = '2026-12-01';

export async function walk({ renhe, visitor }) {
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');

  const hr = await visitor();
  await hr.signIn('han.xue');
  await findsAUnit(hr);
  const before = await chartOf(hr, DAY);
  const plan = await drafts(hr);
  assert.deepEqual(await chartOf(hr, DAY), before, 'a draft changes nothing');
  await hr.open(plan);
  await hr.press('plan.submit');
  await hr.reads('plan.waiting');
  await approves(await visitor(), 'luo.xiaolan', plan);
  await approves(await visitor(), 'ceo', plan);
  await hr.open(plan);
  await hr.reads('plan.state.scheduled');
  await hr.look('plan-scheduled');

  assert.deepEqual(await chartOf(hr, DAY), before, 'nor does one that waits for its day');

  // Its day: the worker activates it.
  await renhe.halt();
  await renhe.serve('--test-clock', '2026-12-01T01:30:00Z');
  await hr.signIn('han.xue');
  await hr.becomes(plan, /已生效/);
  await hr.look('plan-activated');
  const { parents } = await chartOf(hr, DAY);
  assert.equal(parents.检索平台部, '数据智能事业部');
  assert.equal(parents.大模型实验室, '数据智能事业部');
  const { parents: earlier } = await chartOf(hr, '2026-11-30');
  assert.equal(earlier.检索平台部, '云平台事业部', 'the day before is as it was');
  assert.equal(earlier.大模型实验室, undefined, 'nor was there a new unit');
  await hr.open('/organisation');
  await hr.find('org.find', 'jsptb', /检索平台部\s*.*数据智能事业部/);
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

/** Which unit stands below which one on a day. */
async function chartOf(hr, day) {
  const { body } = await hr.call('GET', `/organisation/chart?as_of=${day}&depth=3`);
  const names = new Map(body.items.map((unit) => [unit.id, unit.name]));
  const parents = Object.fromEntries(
    body.items.map((unit) => [unit.name, names.get(unit.parent_id) ?? null]),
  );
  return { parents };
}

/** By the initials of its pinyin; the chart opens the way to it. */
async function findsAUnit(hr) {
  await hr.open('/organisation');
  await hr.find('org.find', 'jsptb', '检索平台部');
  await hr.page.locator('aside').getByRole('heading', { name: '检索平台部' }).waitFor();
  await hr.find('org.find', 'zmy', '张明远');
  await hr.page.locator('aside').getByText('周文博').first().waitFor();
  await hr.look('organisation-chain');
}

async function drafts(hr) {
  await hr.open('/organisation?tab=plans');
  await hr.look('organisation-plans');
  await hr.press('plan.new');
  await hr.fill('reorganisation.title', '检索并入数据智能（旅程）');
  await hr.fill('reorganisation.effective_on', DAY);
  await hr.send('plan.new.submit');
  await hr.page.waitForURL(/\/organisation\/plans\/[0-9a-f-]{36}/);
  await hr.settle();
  const card = (name) => hr.page.locator('.react-flow__node', { hasText: name }).first();
  await card('检索平台部').waitFor();
  await drag(hr, card('检索平台部'), card('数据智能事业部'));
  await hr.page.getByText('检索平台部：云平台事业部 → 数据智能事业部').waitFor();
  await hr.settle();
  // The same by menu: a unit is chosen, the change is picked.
  await card('数据智能事业部').getByRole('button').first().click();
  await hr.press('plan.act.create_unit');
  await hr.fill('org_unit.name', '大模型实验室');
  await hr.fill('org_unit.code', 'B2X');
  await hr.send('plan.change.add');
  await hr.page.getByText('大模型实验室，上级 数据智能事业部').waitFor();
  const moved = await difference(hr);
  await hr.look('plan-draft');
  await hr.press('plan.moves');
  const moves = hr.page.locator('dialog[open]').getByRole('table');
  await moves.getByRole('row').nth(moved).waitFor();
  assert.equal(
    await moves.getByRole('row').count(),
    moved + 1,
    'each who moves stands in a line of their own',
  );
  await hr.look('plan-moves');
  await hr.press('action.close');
  return new URL(hr.page.url()).pathname;
}

async function drag(hr, what, onto) {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()];
  await hr.page.mouse.move(from.x + from.width / 2, from.y + 12);
  await hr.page.mouse.down();
  await hr.page.mouse.move(from.x + from.width / 2 + 20, from.y + 30, { steps: 4 });
  await hr.page.mouse.move(to.x + to.width / 2, to.y + 14, { steps: 12 });
  await hr.page.mouse.up();
}

/** What differs is counted: one unit more, and everybody of the department goes with it. */
async function difference(one) {
  const row = (name) => one.page.getByRole('row').filter({ hasText: name });
  await row('部门').filter({ hasText: '+1' }).first().waitFor();
  const words = await row('换部门或随部门移动').innerText();
  const people = Number(/\+(\d+)\s*$/.exec(words)?.[1]);
  assert.ok(people > 0, words);
  return people;
}

/** Who is asked looks at what differs, and then answers. */
async function approves(voice, login, plan) {
  await voice.signIn(login);
  await voice.open('/approvals');
  await voice.page.getByText('组织调整：检索并入数据智能（旅程）').first().waitFor();
  if (login === 'ceo') await voice.look('approvals-reorganisation');
  await voice.press('approvals.open');
  await voice.page.waitForURL(`**${plan}`);
  await voice.settle();
  await difference(voice);
  await voice.press('plan.answer');
  await voice.page.waitForURL('**/approvals');
  await voice.settle();
  await voice.agree('检索并入数据智能（旅程）');
  await voice.close();
}
