import { describe, expect, it } from 'vitest';
import { type Card, cardHeight, cardWidth, place } from './layout';

const cards: Card[] = [
  { key: 'group', parent: null },
  { key: 'cloud', parent: 'group' },
  { key: 'search', parent: 'cloud' },
  { key: 'team', parent: 'search' },
  { key: 'data', parent: 'group' },
  { key: 'data:rest', parent: 'data', rest: 3 },
];

describe('the places of the cards', () => {
  it('lets no two cards lie over each other', () => {
    const placed = place(cards);
    expect(placed).toHaveLength(cards.length);
    for (const [at, one] of placed.entries())
      for (const other of placed.slice(at + 1)) {
        const apart = Math.abs(one.x - other.x) >= cardWidth || Math.abs(one.y - other.y) >= 32;
        expect(apart, `${one.key} and ${other.key}`).toBe(true);
      }
  });

  it('puts children lower than their parents', () => {
    const at = new Map(place(cards).map((card) => [card.key, card]));
    for (const card of cards)
      if (card.parent) expect(at.get(card.key)?.y).toBeGreaterThanOrEqual((at.get(card.parent)?.y ?? 0) + 32);
    expect(at.get('search')?.y).toBeGreaterThanOrEqual((at.get('cloud')?.y ?? 0) + cardHeight);
  });

  it('keeps a card whose parent is not drawn', () => {
    expect(place([{ key: 'a', parent: 'unknown' }]).map((card) => card.key)).toEqual(['a']);
  });
});
