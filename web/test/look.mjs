// Pictures of a page at both widths: node test/look.mjs <address> <folder> [name] [zh-CN|en] [light|dark] [session.json]
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { answers } from './answers.mjs';

const [address, folder, name = 'page', locale = 'zh-CN', theme = 'light'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.RENHE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
});
for (const [width, height] of [
  [1440, 900],
  [390, 844],
]) {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: 1,
    isMobile: width < 500,
    hasTouch: width < 500,
  });
  await page.addInitScript(
    ([tag, look]) => {
      localStorage.setItem('renhe.locale', tag);
      localStorage.setItem('renhe.theme', look);
    },
    [locale, theme],
  );
  if (process.env.ANSWERS !== '0') {
    await page.route('**/api/v1/**', (route) => {
      const path = new URL(route.request().url()).pathname.replace('/api/v1', '');
      const answer = answers[`${route.request().method()} ${path}`];
      if (answer) return route.fulfill({ json: answer });
      const status = process.env.STATUS ? Number(process.env.STATUS) : 404;
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          title: '没有',
          status,
          code: 'look.none',
          detail: `没有准备 ${path}`,
          request_id: 'req_0001',
        }),
      });
    });
  }
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(address);
  await page.waitForTimeout(1800);
  if (process.env.SCROLL) await page.evaluate((y) => window.scrollTo(0, Number(y)), process.env.SCROLL);
  await page.waitForTimeout(200);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.screenshot({
    path: `${folder}/${name}-${width}-${locale}-${theme}.png`,
    fullPage: process.env.FULL !== '0',
  });
  console.log(
    width,
    wide > 0 ? `SCROLLS SIDEWAYS by ${wide}` : 'fits',
    said.length ? said.join('\n').slice(0, 2000) : '',
  );
}
await browser.close();
