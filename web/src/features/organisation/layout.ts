/** Where the cards of a chart stand: the root on top, what is right below it side by side, everything else in columns. */

export interface Card {
  key: string;
  parent: string | null;
  /** Instead of a unit: so many siblings that are not drawn. */
  rest?: number;
}

export interface Placed extends Card {
  x: number;
  y: number;
  depth: number;
}

export const cardWidth = 168;
export const cardHeight = 66;
const columnGap = 8;
const rowGap = 16;
const indent = 12;

/** Cards come with parents before children, siblings in their order. */
export function place(cards: readonly Card[]): Placed[] {
  const known = new Set(cards.map((card) => card.key));
  const below = new Map<string | null, Card[]>();
  for (const card of cards) {
    const parent = card.parent !== null && known.has(card.parent) ? card.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), card]);
  }
  const placed: Placed[] = [];
  let left = 0;
  for (const root of below.get(null) ?? []) {
    const columns = below.get(root.key) ?? [];
    const from = left;
    for (const column of columns) {
      const deepest = stack(column, left, cardHeight + 2 * rowGap + 8, 1, below, placed);
      left += cardWidth + indent * Math.max(0, deepest - 1) + columnGap;
    }
    if (columns.length === 0) left += cardWidth + columnGap;
    const width = left - columnGap - from;
    placed.unshift({ ...root, x: from + (width - cardWidth) / 2, y: 0, depth: 0 });
  }
  return placed;
}

/** Puts a card and everything below it under each other; gives the depth of the deepest. */
function stack(
  top: Card,
  x: number,
  y: number,
  depth: number,
  below: Map<string | null, Card[]>,
  placed: Placed[],
): number {
  let [deepest, next] = [depth, y];
  const visit = (card: Card, level: number) => {
    deepest = Math.max(deepest, level);
    placed.push({ ...card, x: x + indent * (level - 1), y: next, depth: level });
    next += (card.rest === undefined ? cardHeight : 32) + rowGap;
    for (const child of below.get(card.key) ?? []) visit(child, level + 1);
  };
  visit(top, depth);
  return deepest;
}
