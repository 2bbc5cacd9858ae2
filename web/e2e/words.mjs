// What the page says, by key, so that a journey presses what is shown and not what was shown once.
import { readdirSync, readFileSync } from 'node:fs';

const known = new Map();

function textsOf(locale) {
  if (!known.has(locale)) {
    const folder = new URL(`../src/locales/${locale}/`, import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    known.set(
      locale,
      Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
    );
  }
  return known.get(locale);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text of a key as a pattern: what is filled in matches anything. */
export function wording(locale, key) {
  const text = textsOf(locale)[key];
  if (text === undefined) throw new Error(`${locale} has no text for ${key}`);
  const parts = text.split(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/).map(escaped);
  return new RegExp(parts.join('.*'));
}

/** The whole name of a control; the star of a required field may follow. */
export const naming = (locale, key) => new RegExp(`^\\s*${wording(locale, key).source}(\\s*\\*)?\\s*$`);
