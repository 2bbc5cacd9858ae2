// What a person does with a page: presses, fills in, chooses; by the words that the page shows.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { naming, wording } from './words.mjs';

export function handsOf(page, locale, settle) {
  const says = (key) => (key instanceof RegExp ? key : naming(locale, key));

  /** A form in front of the page is what people see; else the page itself. */
  function front() {
    const dialogs = page.locator('dialog[open]');
    return dialogs.count().then((open) => (open > 0 ? dialogs.last() : page.locator('main')));
  }

  const button = (key, within) =>
    within.getByRole('button', { name: says(key) }).or(within.getByRole('link', { name: says(key) }));

  async function press(key, within) {
    await button(key, within ?? (await front()))
      .first()
      .click();
  }

  /** Presses the button that sends a form, and waits until the form has gone; a refusal is told. */
  async function send(key) {
    const dialog = await front();
    await button(key, dialog).last().click();
    const refusal = dialog.locator('[role="alert"], [aria-invalid="true"]').first();
    const answer = await Promise.race([
      dialog.waitFor({ state: 'hidden' }).then(() => null),
      refusal.waitFor({ state: 'visible' }).then(() => dialog.innerText()),
    ]);
    if (answer !== null) throw new Error(`${says(key)} was refused: ${answer}`);
    await settle();
  }

  async function field(key, within) {
    return (within ?? (await front())).getByLabel(says(key)).first();
  }

  async function fill(key, text, within) {
    const input = await field(key, within);
    await input.fill(text);
    await input.blur();
  }

  async function choose(key, label, within) {
    await (await field(key, within)).selectOption(typeof label === 'string' ? { label } : label);
  }

  async function check(key, within) {
    await (await field(key, within)).check();
  }

  /** Finds one person or thing by typing and takes it. */
  async function find(key, text, title = text) {
    const input = await field(key);
    await input.click();
    await input.pressSequentially(text, { delay: 15 });
    await page.getByRole('option').filter({ hasText: title }).first().click();
  }

  /** Says yes to what waits, on the card that tells of it. */
  async function agree(text) {
    const card = page.locator('main section').filter({ hasText: text }).last();
    await button('approvals.approve', card).click();
    await reads('approvals.approved');
    await card.waitFor({ state: 'detached' });
    await settle();
  }

  /** Presses what downloads a file, and gives the path of that file under its own name. */
  async function download(key) {
    const coming = page.waitForEvent('download');
    await press(key);
    const file = await coming;
    const path = join(mkdtempSync(join(tmpdir(), 'renhe-download-')), file.suggestedFilename());
    await file.saveAs(path);
    return path;
  }

  /** Waits until the page says something. */
  const reads = (text, timeout = 20_000) =>
    page
      .locator('body')
      .getByText(text instanceof RegExp ? text : wording(locale, text))
      .first()
      .waitFor({ timeout });

  const gone = (key) => page.getByText(wording(locale, key)).first().waitFor({ state: 'detached' });

  return { agree, download, gone, press, send, fill, choose, check, find, reads, says };
}
