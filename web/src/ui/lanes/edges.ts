export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface EdgePath {
  key: string;
  d: string;
}

interface Waiting {
  key: string;
  after: string[];
}

/** The gap between two columns in which arrows run up and down. */
const channel = 9;
/** Arrows leave and reach a card at the height of its title. */
const port = 17;
/** Room below a card for an arrow that passes it. */
const under = 5;

/**
 * Arrows between cards with right angles only: out at the end side, along the channel before the later card,
 * in at its start side. Arrows into the same card share the channel, so that a bundle reads as one line.
 * Where another card stands in the way the arrow passes below it: a line behind a card reads as its own.
 */
export function route(tasks: readonly Waiting[], boxes: ReadonlyMap<string, Box>): EdgePath[] {
  const paths: EdgePath[] = [];
  for (const task of tasks) {
    const to = boxes.get(task.key);
    if (!to) continue;
    for (const earlier of task.after) {
      const from = boxes.get(earlier);
      if (from) paths.push({ key: `${earlier} ${task.key}`, d: line(from, to, [...boxes.values()]) });
    }
  }
  return paths;
}

function line(from: Box, to: Box, all: readonly Box[]): string {
  const start = { x: from.x + from.width, y: from.y + port };
  const end = { x: to.x, y: to.y + port };
  if (from.x >= to.x) {
    // Same column or backwards: around the start side of both.
    const turn = Math.min(from.x, to.x) - channel;
    return `M${from.x} ${start.y} H${turn} V${end.y} H${end.x - 1}`;
  }
  const turn = end.x - channel;
  const below = passBelow(start, turn, all);
  if (below !== null)
    return `M${start.x} ${start.y} H${start.x + channel} V${below} H${turn} V${end.y} H${end.x - 1}`;
  if (Math.abs(start.y - end.y) < 1) return `M${start.x} ${start.y} H${end.x - 1}`;
  return `M${start.x} ${start.y} H${turn} V${end.y} H${end.x - 1}`;
}

/** The height at which the way to `until` is free below the cards on it; null when nothing is in the way. */
function passBelow(start: { x: number; y: number }, until: number, all: readonly Box[]): number | null {
  const inTheWay = all.filter(
    (box) => box.x > start.x && box.x < until && box.y <= start.y && start.y <= box.y + box.height,
  );
  if (inTheWay.length === 0) return null;
  return Math.max(...inTheWay.map((box) => box.y + box.height)) + under;
}
