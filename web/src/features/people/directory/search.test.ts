import { expect, test } from 'vitest';
import { rosterSearch } from './search';

test('an order that no list knows is overruled, and the rest of the address stays', () => {
  // Said as undefined: what is left out would be read from the address.
  expect(rosterSearch({ q: '张', sort: 'salary', page: 3 })).toStrictEqual({ q: '张', sort: undefined });
  expect(rosterSearch({ status: 'active', sort: 'hired_descending' })).toStrictEqual({
    status: 'active',
    sort: 'hired_descending',
  });
});
