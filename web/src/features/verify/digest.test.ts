import { expect, it } from 'vitest';
import { digestOf } from './digest';

// The examples of FIPS 180-4.
it('says the digests that the standard gives', async () => {
  expect(await digestOf(new Blob(['']))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(await digestOf(new Blob(['abc']))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(await digestOf(new Blob(['a'.repeat(1_000_000)]))).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  );
});
