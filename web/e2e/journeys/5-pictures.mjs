// The pictures of the README, in both languages; only when a folder for them is named.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const title = 'the pictures of the README';

const folder = process.env.RENHE_README_PICTURES;

export async function walk({ renhe, visitor }) {
  if (!folder) return 'skipped';
  mkdirSync(folder, { recursive: true });
  await renhe.demo();
  await renhe.serve('--test-clock', '2026-11-23T01:30:00Z');
  for (const [locale, tag] of [
    ['zh-CN', 'zh'],
    ['en', 'en'],
  ]) {
    const hrbp = await visitor({ locale });
    await hrbp.signIn('shen.jingyi');
    await hrbp.open('/alerts');
    await hrbp.page.getByRole('link', { name: '张明远' }).click();
    await hrbp.reads('alert.why');
    await take(hrbp, `alert-${tag}`);
    const hr = await visitor({ locale });
    await hr.signIn('han.xue');
    await take(hr, `overview-${tag}`);
    await hr.open('/offboarding');
    await hr.page.locator('main a[href^="/offboarding/"]').first().click();
    await hr.reads('flow.board');
    await take(hr, `offboarding-${tag}`);
  }
}

/** What fits on a screen, without the toast or the pointer of whoever took it. */
async function take(one, name) {
  await one.settle();
  await one.page.mouse.move(0, 0);
  await one.page.waitForTimeout(600);
  await one.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
