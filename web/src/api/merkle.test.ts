import { describe, expect, it } from 'vitest';
import { isSignedBy, leafHash, nodeHash, readCheckpoint, rootFromProof } from './merkle';

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

// The eight leaves and the root that every implementation of certificate transparency tests with.
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const rootOfEight = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';

/** The tree as RFC 6962 defines it, by recursion: written apart from the code under test. */
async function tree(part: Uint8Array[]): Promise<string> {
  const [first] = part;
  if (part.length === 1 && first) return leafHash(first);
  const split = largestPowerBelow(part.length);
  return nodeHash(await tree(part.slice(0, split)), await tree(part.slice(split)));
}

async function path(index: number, part: Uint8Array[]): Promise<string[]> {
  if (part.length === 1) return [];
  const split = largestPowerBelow(part.length);
  if (index < split) return [...(await path(index, part.slice(0, split))), await tree(part.slice(split))];
  return [...(await path(index - split, part.slice(split))), await tree(part.slice(0, split))];
}

const largestPowerBelow = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);

describe('inclusion', () => {
  it('agrees with the published vectors', async () => {
    expect(await tree(leaves)).toBe(rootOfEight);
    const proof = [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ];
    const found = await rootFromProof(await leafHash(hex('')), 0, 8, proof);
    expect(found?.root).toBe(rootOfEight);
    expect(found?.steps).toHaveLength(3);
  });

  it('leads every leaf of every size to its root', async () => {
    const many = Array.from({ length: 21 }, (_, index) => Uint8Array.of(index));
    for (let size = 1; size <= many.length; size++) {
      const part = many.slice(0, size);
      const root = await tree(part);
      for (let index = 0; index < size; index++) {
        const leaf = await leafHash(Uint8Array.of(index));
        const found = await rootFromProof(leaf, index, size, await path(index, part));
        expect(found?.root).toBe(root);
      }
    }
  });

  it('leads an altered leaf, place or proof elsewhere', async () => {
    const proof = await path(3, leaves);
    const leaf = await leafHash(hex('2021'));
    expect((await rootFromProof(leaf, 3, 8, proof))?.root).toBe(rootOfEight);
    expect((await rootFromProof(await leafHash(hex('2022')), 3, 8, proof))?.root).not.toBe(rootOfEight);
    expect((await rootFromProof(leaf, 4, 8, proof))?.root).not.toBe(rootOfEight);
    expect(await rootFromProof(leaf, 3, 8, proof.slice(1))).toBeNull();
    expect(await rootFromProof(leaf, 8, 8, proof)).toBeNull();
  });
});

describe('a checkpoint', () => {
  const base64 = (data: Uint8Array) => btoa(String.fromCharCode(...data));

  async function signed() {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const text = `renhe.example\n8\n${base64(hex(rootOfEight))}\n`;
    const signature = new Uint8Array(
      await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(text)),
    );
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const keyId = hex('0a0b0c0d');
    const note = `${text}\n— renhe.example ${base64(Uint8Array.of(...keyId, ...signature))}\n`;
    return { note, key: `renhe.example+0a0b0c0d+${base64(Uint8Array.of(1, ...publicKey))}` };
  }

  it('says its size and root', async () => {
    const { note } = await signed();
    expect(readCheckpoint(note)).toEqual({ origin: 'renhe.example', size: 8, root: rootOfEight });
    expect(readCheckpoint('nothing')).toBeNull();
  });

  it('is good only as it was signed, by the key that signed it', async () => {
    const { note, key } = await signed();
    const other = await signed();
    expect(await isSignedBy(note, key)).toBe(true);
    expect(await isSignedBy(note.replace('\n8\n', '\n9\n'), key)).toBe(false);
    expect(await isSignedBy(note, other.key)).toBe(false);
  });
});
