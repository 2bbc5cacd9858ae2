import { expect, it } from 'vitest';
import { type Box, route } from './edges';

const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 50 });
const boxes = new Map([
  ['a', box(0, 0)],
  ['b', box(150, 0)],
  ['c', box(150, 100)],
]);

it('goes straight to a card beside it', () => {
  expect(route([{ key: 'b', after: ['a'] }], boxes)).toEqual([{ key: 'a b', d: 'M100 17 H149' }]);
});

it('turns in the channel before the later card', () => {
  expect(route([{ key: 'c', after: ['a'] }], boxes)).toEqual([{ key: 'a c', d: 'M100 17 H141 V117 H149' }]);
});

it('goes around on the start side when both stand in one column', () => {
  expect(route([{ key: 'c', after: ['b'] }], boxes)).toEqual([{ key: 'b c', d: 'M150 17 H141 V117 H149' }]);
});

it('leaves out an arrow whose card is not drawn', () => {
  expect(route([{ key: 'b', after: ['gone'] }], boxes)).toEqual([]);
});

it('passes below a card that stands in the way', () => {
  const way = new Map([...boxes, ['d', box(300, 0)]]);
  expect(route([{ key: 'd', after: ['a'] }], way)).toEqual([
    { key: 'a d', d: 'M100 17 H109 V55 H291 V17 H299' },
  ]);
});
