// The way of an edge: a curve between two circles that keeps clear of others.
import { CLEAR, GAP } from './size';

export interface Round { x: number; y: number; r: number }

/** Route is a quadratic Bézier curve. */
export interface Route { x1: number; y1: number; cx: number; cy: number; x2: number; y2: number }

export interface Spot { x: number; y: number; dx: number; dy: number } // a place on a curve, and where the curve heads

// How far a curve bends, in parts of its length: the straight line first.
const BENDS = [0, ...Array.from({ length: 24 }, (_, i) => 0.07 * (i + 1) * (1 + i / 24)).flatMap(bend => [bend, -bend])];
const ALONGS = [0.5, 0.3, 0.7, 0.1, 0.9]; // where along the line it bends
const STEP = 8; // at which a curve's distance from others is measured
const APART = 0.13; // between the bends of two edges of the same ends

/** bent is the curve between two circles that bends so much. */
export function bent(from: Round, to: Round, bend: number, along = 0.5): Route {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (dx === 0 && dy === 0) return loop(from, bend);
  const cx = from.x + dx * along - dy * bend * 1.2;
  const cy = from.y + dy * along + dx * bend * 1.2;
  return { ...trim(from, cx, cy, 1), cx, cy, ...trim(to, cx, cy, 2) } as Route;
}

function trim(round: Round, cx: number, cy: number, end: 1 | 2): Partial<Route> {
  const distance = Math.hypot(cx - round.x, cy - round.y) || 1;
  const part = Math.min((round.r + GAP) / distance, 0.9);
  const x = round.x + (cx - round.x) * part;
  const y = round.y + (cy - round.y) * part;
  return end === 1 ? { x1: x, y1: y } : { x2: x, y2: y };
}

/** loop is a curve from a circle to itself. */
function loop({ x, y, r }: Round, bend: number): Route {
  const reach = (r + GAP) * (1 + Math.abs(bend));
  return { x1: x - reach * 0.6, y1: y - reach * 0.8, cx: x, cy: y - reach * 4.2, x2: x + reach * 0.6, y2: y - reach * 0.8 };
}

export function at(route: Route, t: number): Spot {
  const u = 1 - t;
  return {
    x: u * u * route.x1 + 2 * u * t * route.cx + t * t * route.x2,
    y: u * u * route.y1 + 2 * u * t * route.cy + t * t * route.y2,
    dx: 2 * u * (route.cx - route.x1) + 2 * t * (route.x2 - route.cx),
    dy: 2 * u * (route.cy - route.y1) + 2 * t * (route.y2 - route.cy),
  };
}

/** clearance is the least distance between a curve and the circles of others. */
function clearance(route: Route, others: readonly Round[], enough = Infinity): number {
  const near = others.filter(o => within(route, o, enough));
  let least = Infinity;
  const steps = Math.min(160, Math.ceil(lengthOf(route) / STEP));
  for (let i = 0; i <= steps && near.length > 0; i++) {
    const { x, y } = at(route, i / steps);
    for (const o of near) least = Math.min(least, Math.hypot(o.x - x, o.y - y) - o.r);
  }
  return least;
}

/** lengthOf is at least the length of a curve. */
function lengthOf({ x1, y1, cx, cy, x2, y2 }: Route): number {
  return Math.hypot(cx - x1, cy - y1) + Math.hypot(x2 - cx, y2 - cy) + 1;
}

function within({ x1, y1, cx, cy, x2, y2 }: Route, { x, y, r }: Round, enough: number): boolean {
  const reach = r + enough;
  return x > Math.min(x1, cx, x2) - reach && x < Math.max(x1, cx, x2) + reach && y > Math.min(y1, cy, y2) - reach && y < Math.max(y1, cy, y2) + reach;
}

const WAYS: readonly (readonly [number, number])[] = BENDS.flatMap(bend => (bend === 0 ? [[0, 0.5] as const] : ALONGS.map(along => [bend, along] as const)));

/** led is the least bent curve that keeps clear of others and apart from what was taken before. */
export function led(from: Round, to: Round, others: readonly Round[], taken: number[]): Route {
  const foreign = others.filter(o => o !== from && o !== to);
  const room = CLEAR + 1.5; // it is measured at steps
  let best = bent(from, to, taken.length * APART);
  let widest = -Infinity;
  for (const [bend, along] of WAYS) {
    if (taken.some(other => Math.abs(other - bend) < APART)) continue;
    const route = bent(from, to, bend, along);
    const clear = Math.min(clearance(route, foreign, room), room);
    if (clear > widest + 0.5) {
      best = route;
      widest = clear;
    }
    if (clear >= room) {
      taken.push(bend);
      break;
    }
  }
  return best;
}

/** distance is how far a place is from a curve. */
export function distance(route: Route, x: number, y: number): number {
  return clearance(route, [{ x, y, r: 0 }]);
}
