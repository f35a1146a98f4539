// Where labels go: none covers another label, or a node.

export interface Wanted { id: string; lines: string[]; width: number; x: number; y: number; r: number; edge: boolean; quiet: boolean }

export interface Label extends Wanted { left: number; top: number; height: number }

interface Box { left: number; top: number; right: number; bottom: number }

export const LINE = 16; // height of a line
const PAD = 3;
const CELL = 96;
const CUT = 1000; // what it costs a label to be cut off, in lines that it covers

/** Taken is a set of boxes, kept by the squares of a grid that they touch. */
class Taken {
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  covers(box: Box): boolean {
    return keys(box).some(key => this.cells.get(key)?.some(other => overlap(box, other)));
  }

  /** count is how many boxes a box covers, some of them twice. */
  count(box: Box): number {
    return keys(box).reduce((sum, key) => sum + (this.cells.get(key)?.filter(other => overlap(box, other)).length ?? 0), 0);
  }
}

function keys(box: Box): string[] {
  const all: string[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) all.push(`${x} ${y}`);
  }
  return all;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** places are where a label may stand, the best first. */
function places({ x, y, r, width, edge, lines }: Wanted): [number, number][] {
  const height = lines.length * LINE;
  const middle = x - width / 2;
  if (edge) return [[middle, y - height - r - 3], [middle, y + r + 3], [x + r + 6, y - height / 2], [x - width - r - 6, y - height / 2]];
  const below = y + r + 4;
  const above = y - r - height - 3;
  const beside = y - height / 2;
  return [
    [middle, below], [middle, above], [x + r + 6, beside], [x - r - width - 6, beside],
    [x + r * 0.5, below], [x - width - r * 0.5, below], [x + r * 0.5, above], [x - width - r * 0.5, above],
  ];
}

interface Spot { x: number; y: number; r: number }

function around({ x, y, r }: Spot): Box {
  return { left: x - r, top: y - r, right: x + r, bottom: y + r };
}

/**
 * placeLabels finds room for labels, those that come first first; what has none is
 * left out. None covers what is solid; where there is a choice, none covers a line.
 */
export function placeLabels(wanted: readonly Wanted[], solid: readonly Spot[], lines: readonly Spot[], paper: { width: number; height: number }): Label[] {
  const [taken, soft] = [new Taken(), new Taken()];
  for (const spot of solid) taken.add(around(spot));
  for (const spot of lines) soft.add(around(spot));
  const set: Label[] = [];
  for (const label of wanted) {
    const height = label.lines.length * LINE;
    const free = places(label)
      .map(([left, top]) => ({ left: left - PAD, top, right: left + label.width + PAD, bottom: top + height }))
      .filter(box => !taken.covers(box))
      .map(box => ({ box, cost: (label.edge ? 0 : soft.count(box)) + (box.left < 0 || box.right > paper.width || box.top < 0 || box.bottom > paper.height ? CUT : 0) }));
    const best = free.reduce((a, b) => (b.cost < a.cost ? b : a), free[0] ?? { box: null, cost: 0 }).box;
    if (!best) continue;
    taken.add(best);
    set.push({ ...label, left: best.left + PAD, top: best.top, height });
  }
  return set;
}

const WIDE = 26; // letters in a line
const MOST_LINES = 2;

/** wrap breaks a name into two lines at most. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + word.length + 1 > WIDE) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  if (lines.length > MOST_LINES) lines.splice(MOST_LINES - 1, Infinity, shorten(lines.slice(MOST_LINES - 1).join(' ')));
  return lines.map(shorten);
}

function shorten(line: string): string {
  return line.length <= WIDE + 4 ? line : `${line.slice(0, WIDE).trimEnd()}…`;
}
