// The signs on lines and nodes: a cross for what is denied, a diamond for what is
// contested, triangles for those who are for something and against it.
import type { Mark } from './model';
import type { Pen } from './pen';
import { at, type Route } from './route';
import type { Theme } from './theme';

export interface Sign { mark: Mark; x: number; y: number }

const SIZE = 6;
export const SPACE = SIZE + 2; // that a label leaves around a sign
const signs = ['not', 'contested', 'for', 'against'] as const;

/** signsOf are the signs of what has some marks. */
export function signsOf(marks: ReadonlySet<Mark>): Mark[] {
  return signs.filter(mark => marks.has(mark));
}

/** sizeAt is how large signs are on a map that is scaled. */
export function sizeAt(k: number): number {
  return SIZE * Math.min(1.2, Math.max(0.5, k));
}

/** onLine puts the signs of a line around its middle. */
export function onLine(marks: ReadonlySet<Mark>, route: Route, size: number): Sign[] {
  const own = signsOf(marks);
  if (own.length === 0) return [];
  const { x, y, dx, dy } = at(route, 0.5);
  const length = Math.hypot(dx, dy) || 1;
  return own.map((mark, i) => {
    const along = (i - (own.length - 1) / 2) * size * 2.6;
    return { mark, x: x + (dx / length) * along, y: y + (dy / length) * along };
  });
}

function trace(pen: Pen, { mark, x, y }: Sign, size: number): void {
  if (mark === 'not') {
    pen.moveTo(x - size, y - size);
    pen.lineTo(x + size, y + size);
    pen.moveTo(x - size, y + size);
    pen.lineTo(x + size, y - size);
    return;
  }
  const tip = mark === 'against' ? size : -size;
  pen.moveTo(x, y + tip);
  pen.lineTo(x + size, mark === 'contested' ? y : y - tip * 0.8);
  if (mark === 'contested') pen.lineTo(x, y - tip);
  pen.lineTo(x - size, mark === 'contested' ? y : y - tip * 0.8);
  pen.close();
}

/** drawSign draws a sign, and where it is not tiny clears a rim around it. */
export function drawSign(pen: Pen, theme: Theme, sign: Sign, size: number): void {
  const { mark } = sign;
  if (size > SIZE / 2) {
    trace(pen, sign, size);
    pen.stroke({ colour: theme.paper, width: mark === 'not' ? 5 : 3 });
  }
  trace(pen, sign, size);
  if (mark === 'not') pen.stroke({ colour: theme.conflict, width: 2.2 });
  else pen.paint(mark === 'for' ? theme.yes : theme.conflict);
}
