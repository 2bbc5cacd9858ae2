// Accessibility faults of pages with invented answers: node test/axe.mjs http://localhost:5173 /people /audit …
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { answers } from './answers.mjs';

const [origin, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.RENHE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
let faults = 0;
for (const theme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addInitScript((look) => localStorage.setItem('renhe.theme', look), theme);
    await context.route('**/api/v1/**', (route) => {
      const path = new URL(route.request().url()).pathname.replace('/api/v1', '');
      const answer = answers[`${route.request().method()} ${path}`];
      return answer
        ? route.fulfill({ json: answer })
        : route.fulfill({ status: 404, json: { title: 'none', status: 404, code: 'look.none' } });
    });
    for (const path of paths) {
      const page = await context.newPage();
      await page.goto(origin + path);
      await page.waitForTimeout(1200);
      const result = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      for (const violation of result.violations) {
        faults += 1;
        console.log(
          theme,
          width,
          path,
          violation.id,
          violation.nodes.length,
          violation.nodes[0]?.html.slice(0, 140),
          violation.nodes[0]?.failureSummary?.replace(/\s+/g, ' ').slice(0, 200),
        );
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
console.log(`${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
