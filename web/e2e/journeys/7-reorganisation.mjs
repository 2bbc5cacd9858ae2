// A reorganisation from the draft to its day: drafted by dragging and by menu, approved by others, activated by the clock.
import assert from 'node:assert/strict';

export const title =
  'a department goes to another business unit: drafted, compared, approved, and so on its day';

const DAY = '2026-12-01';

export async function walk({ renhe, visitor }) {
  // On demand until it has been walked once to its end.
  if (process.env.RENHE_JOURNEYS !== 'all') return 'skipped';
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
  await approves(await visitor(), 'luo.xiaolan');
  await approves(await visitor(), 'ceo');
  await hr.open(plan);
  await hr.reads('plan.state.scheduled');
  await hr.look('plan-scheduled');

  // Its day: the worker activates it within the first minute.
  await renhe.halt();
  await renhe.serve('--test-clock', '2026-12-01T01:30:00Z');
  await hr.signIn('han.xue');
  await until(async () => {
    await hr.open(plan);
    return (await hr.page.locator('main').innerText()).includes('已生效');
  });
  await hr.look('plan-activated');
  const { parents } = await chartOf(hr, DAY);
  assert.equal(parents.检索平台部, '数据智能事业部');
  assert.equal(parents.大模型实验室, '数据智能事业部');
  const { parents: earlier } = await chartOf(hr, '2026-11-30');
  assert.equal(earlier.检索平台部, '云平台事业部', 'the day before is as it was');
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}

async function until(true_, tries = 40) {
  for (let n = 0; n < tries; n += 1) {
    if (await true_()) return;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  throw new Error('it did not happen in time');
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
  await hr.look('organisation');
  await hr.find('org.find', 'jsptb', '检索平台部');
  await hr.page.locator('aside').getByRole('heading', { name: '检索平台部' }).waitFor();
  await hr.find('org.find', 'zmy', '张明远');
  await hr.page.locator('aside').getByText('周文博').first().waitFor();
  await hr.look('organisation-chain');
  for (const tab of ['list', 'positions', 'entities', 'plans']) {
    await hr.open(`/organisation?tab=${tab}`);
    await hr.look(`organisation-${tab}`);
  }
}

async function drafts(hr) {
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
  await hr.look('plan-draft');
  await hr.press('plan.moves');
  await hr.page.locator('dialog[open]').getByRole('table').waitFor();
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

async function approves(voice, login) {
  await voice.signIn(login);
  await voice.open('/approvals');
  await voice.page.getByText('组织调整：检索并入数据智能（旅程）').first().waitFor();
  await voice.look(`approvals-${login}`);
  await voice.press('approvals.approve');
  await voice.settle();
  await voice.close();
}
