// Writes `file.br` and `file.gz` beside every file of the page that gets smaller: the binary serves them as they are.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest', '.wasm', '.map']);
const SMALLEST = 1024;

let [before, after] = [0, 0];

function compress(path) {
  const plain = readFileSync(path);
  if (!TEXT.has(extname(path)) || plain.length < SMALLEST) return;
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
  before += plain.length;
  after += brotli.length;
}

function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (['.br', '.gz'].includes(extname(name))) rmSync(path);
    else compress(path);
  }
}

walk(process.argv[2]);
console.log(`compressed ${Math.round(before / 1024)} KiB of the page to ${Math.round(after / 1024)} KiB (brotli)`);
