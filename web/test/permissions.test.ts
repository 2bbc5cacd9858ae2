import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '../src/locales/en';
import zh from '../src/locales/zh-CN';

test('every permission that the server names has a name in both languages', () => {
  const described = readFileSync('../openapi.json', 'utf8');
  const permissions = [...described.matchAll(/"x-permission": *"([^"]+)"/g)].map((found) => found[1]);
  expect(permissions.length).toBeGreaterThan(50);
  for (const words of [zh, en]) {
    const unnamed = permissions.filter((permission) => !(`permission.${permission}` in words));
    expect([...new Set(unnamed)]).toEqual([]);
  }
});
