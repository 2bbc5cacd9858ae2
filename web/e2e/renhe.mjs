// The real binary on a data folder of its own.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.RENHE_BIN ?? new URL('../../target/debug/renhe', import.meta.url).pathname;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The invented group that journeys start from. Making it takes longer than most of them walk, so it is made once. */
const GROUP = ['--json', 'demo', '--people', '400', '--seed', '7', '--until', '2026-11-20'];
let group = null;

/** Removes the group; the run is over. */
export function dropGroup() {
  if (group) rmSync(group.folder, { recursive: true, force: true });
}

export function newRenhe() {
  const folder = mkdtempSync(join(tmpdir(), 'renhe-journey-'));
  let server = null;
  let port = null;
  let said = '';
  const remember = (bytes) => {
    said = (said + bytes).slice(-20_000);
  };

  /** Runs a command to its end and returns what it printed; fails when it does. */
  function run(...words) {
    return new Promise((resolve, reject) => {
      const child = spawn(binary, ['--data', folder, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      child.stdout.on('data', (bytes) => {
        out += bytes;
        remember(bytes);
      });
      child.stderr.on('data', remember);
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve(out) : reject(new Error(`renhe ${words.join(' ')} ended with ${code}\n${said}`)),
      );
    });
  }

  /** The invented group on its last day: made by the first journey that asks, a copy for each of them. */
  async function demo() {
    if (!group) {
      const made = JSON.parse(await run(...GROUP));
      group = { made, folder: mkdtempSync(join(tmpdir(), 'renhe-group-')) };
      cpSync(folder, group.folder, { recursive: true });
    } else {
      cpSync(group.folder, folder, { recursive: true });
    }
    return group.made;
  }

  /** Serves until stopped; resolves with the address once it answers. The address stays the same over restarts. */
  async function serve(...words) {
    port ??= await freePort();
    const address = `http://127.0.0.1:${port}`;
    server = spawn(
      binary,
      ['--data', folder, 'serve', '--listen', `127.0.0.1:${port}`, '--public-url', address, ...words],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    server.stdout.on('data', remember);
    server.stderr.on('data', remember);
    for (let tries = 0; tries < 300; tries += 1) {
      if (server.exitCode !== null) throw new Error(`renhe serve ended\n${said}`);
      const answer = await fetch(`${address}/healthz`).catch(() => null);
      if (answer?.ok) {
        renhe.address = address;
        return address;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`renhe serve does not answer\n${said}`);
  }

  async function halt() {
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    server = null;
  }

  const renhe = {
    folder,
    address: '',
    run,
    demo,
    serve,
    halt,
    /** What the console showed, such as the bootstrap token. */
    said: () => said,
    lastWords: () => said.slice(-4_000),
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return renhe;
}
