// Every text exists in every language, asks for the same values in each, and is used.
// Keys that are made from data (`t(`band.${band}`)`) count as used by their beginning.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const source = new URL('../src/', import.meta.url).pathname;
const locales = join(source, 'locales');

function files(folder, found = []) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) files(path, found);
    else found.push(path);
  }
  return found;
}

function catalogue(language) {
  const texts = new Map();
  for (const path of files(join(locales, language)).filter((path) => path.endsWith('.json'))) {
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(path, 'utf8')))) {
      if (texts.has(key)) faults.push(`${language}: "${key}" stands in two files`);
      texts.set(key, text);
    }
  }
  return texts;
}

const values = (text) =>
  [...text.matchAll(/\{(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join(' ');

const faults = [];
const languages = readdirSync(locales);
const catalogues = new Map(languages.map((language) => [language, catalogue(language)]));
const keys = new Set([...catalogues.values()].flatMap((texts) => [...texts.keys()]));

for (const key of keys) {
  const wanted = new Set();
  for (const [language, texts] of catalogues) {
    const text = texts.get(key);
    if (!text?.trim()) faults.push(`${language}: no text for "${key}"`);
    else wanted.add([...new Set(values(text).split(' '))].join(' '));
  }
  if (wanted.size > 1)
    faults.push(`"${key}" asks for different values in different languages: ${[...wanted].join(' | ')}`);
}

const code = files(source)
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.gen\.ts$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const literal = new Set([...code.matchAll(/['"`]([a-z_]+(?:\.[a-z0-9_]+)+)['"`]/g)].map((match) => match[1]));
const beginnings = [
  ...code.matchAll(/`([a-z_]+\.(?:[a-z0-9_]+\.)*)\$\{/g),
  ...code.matchAll(/useNamed\('([a-z_.]+)'\)/g),
].map((match) => match[1]);
// Labels of records are asked for by the metadata that the server sends; tidy compares them with the records.
const records = new Set(
  Object.keys(JSON.parse(readFileSync(join(locales, languages[0], 'records.json'), 'utf8'))),
);
for (const key of keys) {
  const used =
    literal.has(key) || records.has(key) || beginnings.some((beginning) => key.startsWith(beginning));
  if (!used) faults.push(`nobody uses "${key}"`);
}

// Every parameter of the law's data has a name, for it is shown wherever a figure of law is explained.
const law = new URL('../../crates/law/data/', import.meta.url).pathname;
const parameters = readdirSync(law)
  .filter((name) => name.endsWith('.toml'))
  .flatMap((name) => [...readFileSync(join(law, name), 'utf8').matchAll(/^id = "([^"]+)"$/gm)])
  .map((match) => match[1]);
for (const id of new Set(parameters))
  if (!keys.has(`law_parameter.${id}`)) faults.push(`no name for the parameter "${id}" of the law's data`);

// Every permission that the server asks for has a name, for one's own page lists them.
const described = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');
const permissions = [...described.matchAll(/"x-permission": *"([^"]+)"/g)].map((match) => match[1]);
if (permissions.length === 0) faults.push('the description of the API names no permission');
for (const permission of new Set(permissions))
  if (!keys.has(`permission.${permission}`)) faults.push(`no name for the permission "${permission}"`);

// Every record has a name, for the trail and the pages of records show it.
const rows = new URL('../../crates/storage/src/rows/', import.meta.url).pathname;
const declared = readdirSync(rows).flatMap((name) => [
  ...readFileSync(join(rows, name), 'utf8').matchAll(/#\[record\(name = "(\w+)"/g),
]);
if (declared.length === 0) faults.push('no record is declared');
for (const [, name] of declared)
  if (!keys.has(`record.${name}`)) faults.push(`no name for the record "${name}"`);

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${keys.size} texts in ${languages.length} languages, complete and used`);
