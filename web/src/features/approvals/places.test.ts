import { expect, test } from 'vitest';
import { pages } from '../../shell/pages';
import { places } from './places';

test('an award, a measure and a loan that wait for approval each lead to a page of their own', () => {
  for (const [about, page] of [
    ['award', '/conduct/awards/$awardId'],
    ['discipline', '/conduct/discipline/$disciplineId'],
    ['file_loan', '/files/loans/$loanId'],
  ] as const) {
    expect(pages[page]).toBeDefined();
    expect(places[about]?.('7')).toBe(page.replace(/\$\w+$/, '7'));
  }
});
