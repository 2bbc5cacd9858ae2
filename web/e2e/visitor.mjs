// A person with a browser: signs in, opens pages, and notices what is wrong with them.
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { handsOf } from './hands.mjs';

const pictures = process.env.RENHE_PICTURES;

export async function newBrowser() {
  const chrome = await chromium.launch({
    executablePath: process.env.RENHE_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
    ],
  });
  return {
    async visitor(renhe, visitors, options) {
      const visitor = await newVisitor(chrome, renhe, options);
      visitors.push(visitor);
      return visitor;
    },
    close: () => chrome.close(),
  };
}

async function newVisitor(chrome, renhe, { locale = 'zh-CN', theme = 'light', width = 1440 } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    acceptDownloads: true,
  });
  await context.addInitScript(
    ([tag, look]) => {
      // The viewer of a PDF is a frame that keeps nothing.
      if (window !== window.top) return;
      localStorage.setItem('renhe.locale', tag);
      localStorage.setItem('renhe.theme', look);
    },
    [locale, theme],
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself reports every refused request; a 401 before the sign-in is how the page learns of it.
    if (message.type() === 'error' && !message.text().includes('status of 4'))
      complaints.push(message.text());
  });

  async function picture(name, at = page.viewportSize().width) {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    // A form in front of the page fills what fits on the screen.
    const fullPage = (await page.locator('dialog[open]').count()) === 0;
    await page.screenshot({ path: `${pictures}/${name}-${at}-${locale}-${theme}.png`, fullPage });
  }

  /** Looks at the page as it stands: accessibility, sideways scrolling, the console; at both widths. */
  async function look(name) {
    const wide = page.viewportSize();
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(250);
      const spill = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (spill > 0) throw new Error(`${name} scrolls sideways by ${spill} px at ${size.width}`);
      // A watermark is no text to read: it lies over what is shown, as faint as it may be.
      const { violations } = await new AxeBuilder({ page }).exclude('[data-testid="watermark"]').analyze();
      if (violations.length > 0) {
        const told = violations.map(
          (v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.html.slice(0, 160)).join('\n    ')}`,
        );
        throw new Error(`${name} at ${size.width}: axe found ${violations.length}\n  ${told.join('\n  ')}`);
      }
      await picture(name, size.width);
    }
    await page.setViewportSize(wide);
    if (complaints.length > 0) throw new Error(`${name}: the console says ${complaints.join('\n')}`);
  }

  /** Opens an address of the page and waits until nothing is loading any more. */
  async function open(path) {
    await page.goto(`${renhe.address}${path}`);
    await settle();
  }

  /** Opens an address until the page says what the worker has yet to do. */
  async function becomes(path, text, tries = 40) {
    for (let n = 0; n < tries; n += 1) {
      await open(path);
      if ((await page.locator('main').innerText()).match(text)) return;
      await page.waitForTimeout(500);
    }
    throw new Error(`${path} does not say ${text}`);
  }

  async function settle() {
    await page.waitForLoadState('networkidle');
    await page
      .locator('[aria-busy="true"]')
      .first()
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
  }

  async function signIn(login, password = 'Renhe-demo-2026') {
    await open('/sign-in');
    await page.locator('input[autocomplete="username"]').fill(login);
    await page.locator('input[autocomplete="current-password"]').fill(password);
    await page.locator('form button[type="submit"]').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await settle();
  }

  /** Calls the API as this person, for what no page does. */
  async function call(method, path, body) {
    return page.evaluate(
      async ([verb, address, payload]) => {
        const answer = await fetch(`/api/v1${address}`, {
          method: verb,
          headers: { 'content-type': 'application/json', 'x-renhe-request': '1' },
          body: payload === undefined ? undefined : JSON.stringify(payload),
        });
        const text = await answer.text();
        return { status: answer.status, body: text ? JSON.parse(text) : null };
      },
      [method, path, body],
    );
  }

  return {
    page,
    ...handsOf(page, locale, settle),
    look,
    open,
    becomes,
    settle,
    signIn,
    call,
    picture,
    leavePicture: (name) => (pictures ? picture(name) : Promise.resolve()),
    close: () => context.close(),
  };
}
