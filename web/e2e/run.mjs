// Runs the journeys one after the other and says which step failed.
import { readdirSync } from 'node:fs';
import { dropGroup, newRenhe } from './renhe.mjs';
import { newBrowser } from './visitor.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(new URL('./journeys', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
const browser = await newBrowser();
let failed = 0;
for (const file of files) {
  const { title, walk } = await import(`./journeys/${file}`);
  const renhe = newRenhe();
  const started = Date.now();
  const visitors = [];
  try {
    const outcome = await walk({ renhe, visitor: (options) => browser.visitor(renhe, visitors, options) });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(outcome === 'skipped' ? `skipped  ${title}` : `walked   ${title} (${seconds} s)`);
  } catch (error) {
    failed += 1;
    console.error(`FAILED   ${title}\n${error.stack ?? error}`);
    for (const [at, visitor] of visitors.entries()) await visitor.leavePicture(`failed-${file}-${at + 1}`);
    console.error(renhe.lastWords());
  } finally {
    for (const visitor of visitors) await visitor.close();
    await renhe.stop();
  }
}
await browser.close();
dropGroup();
process.exitCode = failed === 0 ? 0 : 1;
