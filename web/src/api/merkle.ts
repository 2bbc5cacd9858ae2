/**
 * The trail, checked in the reader's own browser: RFC 6962 hashes and proofs, and the signed note of a checkpoint.
 * Nothing here trusts the server; what it sends is recomputed.
 */

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (data: Uint8Array) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Whether this browser can compute at all: it cannot on plain http, except on the machine itself. */
export const canVerify = () => typeof crypto !== 'undefined' && crypto.subtle !== undefined;

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export async function leafHash(leaf: Uint8Array): Promise<string> {
  return hexOf(await sha256(leafMark, leaf));
}

export async function nodeHash(left: string, right: string): Promise<string> {
  return hexOf(await sha256(nodeMark, bytes(left), bytes(right)));
}

export interface ProofStep {
  side: 'left' | 'right';
  sibling: string;
  hash: string;
}

/**
 * The root that a leaf and its inclusion proof lead to, with every step on the way (RFC 9162, 2.1.3.2).
 * Null when the proof has the wrong length for this place and size.
 */
export async function rootFromProof(
  leaf: string,
  index: number,
  size: number,
  proof: string[],
): Promise<{ root: string; steps: ProofStep[] } | null> {
  if (index < 0 || index >= size) return null;
  let [at, last, hash] = [index, size - 1, leaf];
  const steps: ProofStep[] = [];
  for (const sibling of proof) {
    if (last === 0) return null;
    const left = at % 2 === 1 || at === last;
    hash = left ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    if (left) {
      // A node at the right edge has no sibling on the levels above it until it stands on the right of one.
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    }
    steps.push({ side: left ? 'left' : 'right', sibling, hash });
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? { root: hash, steps } : null;
}

export interface Checkpoint {
  origin: string;
  size: number;
  /** Hex. */
  root: string;
}

interface SignedNote {
  text: string;
  signatures: { name: string; keyId: string; signature: Uint8Array }[];
}

function parseNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return null;
  const lines = note
    .slice(split + 2)
    .split('\n')
    .filter(Boolean);
  const signatures = lines.flatMap((line) => {
    const match = /^— (\S+) (\S+)$/.exec(line);
    if (!match?.[1] || !match[2]) return [];
    const blob = fromBase64(match[2]);
    return [{ name: match[1], keyId: hexOf(blob.slice(0, 4)), signature: blob.slice(4) }];
  });
  return { text: note.slice(0, split + 1), signatures };
}

/** What a checkpoint says, without checking who signed it. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin, size, root] = parseNote(note)?.text.split('\n') ?? [];
  if (!origin || !size || !root || !/^\d+$/.test(size)) return null;
  return { origin, size: Number(size), root: hexOf(fromBase64(root)) };
}

/**
 * Whether the note carries a good Ed25519 signature of this key (`name+keyid+base64`).
 * Null when the browser does not know Ed25519.
 */
export async function isSignedBy(note: string, verifierKey: string): Promise<boolean | null> {
  const [name, keyId, encoded] = splitKey(verifierKey);
  const parsed = parseNote(note);
  const found = parsed?.signatures.find((signature) => signature.name === name && signature.keyId === keyId);
  if (!parsed || !found || !encoded) return false;
  try {
    // The first byte names the algorithm.
    const key = await crypto.subtle.importKey('raw', fromBase64(encoded).slice(1), 'Ed25519', false, [
      'verify',
    ]);
    return await crypto.subtle.verify(
      'Ed25519',
      key,
      found.signature.slice(),
      new TextEncoder().encode(parsed.text),
    );
  } catch {
    return null;
  }
}

function splitKey(verifierKey: string): [string, string, string] {
  const [name = '', keyId = '', ...encoded] = verifierKey.split('+');
  // Base64 may hold a plus sign itself.
  return [name, keyId, encoded.join('+')];
}
