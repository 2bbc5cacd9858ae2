// The story that must always work: from the quiet signal to the sealed certificate.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';

export const title = 'Zhang: an alert, a talk, a plan, a resignation, parallel tasks, a certificate that anybody can verify';

const ok = (answer, what) => {
  assert.ok(answer.status < 300, `${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

export async function walk({ renhe, visitor }) {
  const made = JSON.parse(await renhe.run('--json', 'demo', '--people', '400', '--seed', '7', '--until', '2026-11-20'));
  assert.ok(made.zhang_alerted, 'the model alerts to Zhang');
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');

  // The HRBP sees the alert with its reasons and records a talk.
  const hrbp = await visitor();
  await hrbp.signIn('shen.jingyi');
  const alerts = ok(await hrbp.call('GET', '/alerts'), 'alerts').items;
  const alert = alerts.find((item) => item.person.id === made.zhang);
  assert.ok(alert, 'the alert reached the HRBP');
  const page = ok(await hrbp.call('GET', `/alerts/${alert.id}`), 'alert');
  assert.ok(!JSON.stringify(page).includes('"sick'), 'sick leave says nothing');
  const manager = await visitor();
  await manager.signIn('zhou.wenbo');
  assert.ok((await manager.call('GET', `/alerts/${alert.id}`)).status >= 403, 'the manager never opens it');
  ok(await hrbp.call('POST', `/alerts/${alert.id}/talks`, {
    summary: '聊了近况与发展意愿。',
    statement: '计划春节后离开。',
  }), 'talk');

  // Zhang sees the own band, confirms what was said.
  const zhang = await visitor();
  await zhang.signIn('zhang.mingyuan');
  const own = ok(await zhang.call('GET', '/insights/me'), 'own insight');
  assert.ok(own.band && own.drivers.length > 0, 'the own band and its reasons');
  const talk = own.talks[0];
  ok(await zhang.call('POST', `/insights/me/talks/${talk.id}/answer`, { confirm: true }), 'answer');
  await zhang.open('/me');
  await zhang.look('me');

  // A continuity plan: nothing of access, pay or status changes.
  const plan = ok(await hrbp.call('POST', '/offboardings/pre', {
    person_id: made.zhang,
    reason: '本人确认春节后离开，提前安排交接。',
    evidence: { kind: 'statement', id: talk.id },
  }), 'plan');
  await hrbp.open('/offboarding');
  await hrbp.look('offboarding');
  await hrbp.open(`/offboarding/${plan.id}`);
  await hrbp.look('pre-offboarding');

  // The written resignation starts tasks in parallel.
  const refused = await hrbp.call('POST', `/offboardings/${plan.id}/certificate`);
  assert.equal(refused.status, 409, 'no certificate before the end');
  const leaving = ok(await zhang.call('POST', '/me/resignation', {
    text: '因个人发展原因，本人申请辞去现任职务。',
    wished_last_day: null,
  }), 'resignation');
  await zhang.open('/me');
  await zhang.look('me-leaving');
  const running = ok(await hrbp.call('GET', `/offboardings/${leaving.id}`), 'case');
  const lastDay = running.summary.last_day;
  assert.equal(lastDay, '2026-12-23', 'thirty days of notice');
  await hrbp.open(`/offboarding/${leaving.id}`);
  await hrbp.look('offboarding-case');
  await manager.open('/tasks');
  await manager.look('tasks');
  const mine = ok(await manager.call('GET', '/tasks'), 'tasks').items.filter((task) => task.can_complete !== false);
  assert.ok(mine.length > 0, 'the manager has tasks');
  const first = mine[0];
  ok(await manager.call('POST', `/tasks/${first.id}/completion`, { note: null }), 'completion');
  assert.equal((await manager.call('POST', `/tasks/${first.id}/completion`, { note: null })).status, 409, 'done once');

  // The evening of the last day: the certificate waits for nothing.
  await renhe.halt();
  await renhe.serve('--test-clock', `${lastDay}T12:00:00Z`);
  const hr = await visitor();
  await hr.signIn('han.xue');
  const certificate = ok(await hr.call('POST', `/offboardings/${leaving.id}/certificate`), 'certificate');
  await hr.open(`/offboarding/${leaving.id}`);
  await hr.look('offboarding-certificate');
  const pdf = Buffer.from(
    await hr.page.evaluate(async (id) => {
      const answer = await fetch(`/api/v1/certificates/${id}/pdf`);
      return Array.from(new Uint8Array(await answer.arrayBuffer()));
    }, certificate.id),
  );
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.equal(createHash('sha256').update(pdf).digest('hex'), certificate.sha256, 'the file is the one that was signed');
  const seal = ok(await hr.call('GET', `/certificates/${certificate.id}/signature`), 'signature');
  const [pem, signature] = [Object.values(seal).find((v) => String(v).includes('BEGIN PUBLIC KEY')), Object.values(seal).find((v) => String(v).startsWith('ed25519:'))];
  const bytes = Buffer.from(signature.split(':').at(-1), 'base64');
  assert.ok(verify(null, pdf, createPublicKey(pem), bytes), 'Node verifies the Ed25519 signature by itself');

  const anybody = await visitor();
  await anybody.open(`/verify/${certificate.verification_url.split('/').at(-1)}`);
  await anybody.page.getByText(certificate.number).first().waitFor();
  await anybody.look('verify');
  const shown = await anybody.page.locator('body').innerText();
  assert.ok(!shown.includes('张明远'), 'the public page names nobody');
  await renhe.halt();
  const verdict = JSON.parse(await renhe.run('--json', 'verify-audit'));
  assert.ok(!verdict.first, 'the trail verifies');
}
