// Lays new nodes out around what is placed already. The same task has the same
// result: nodes start where their order puts them, and chance plays no part.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Force, type SimulationNodeDatum } from 'd3-force';
import { CLEAR, RADIUS } from './size';

export interface Point { id: string; x: number; y: number }

export interface Task {
  task: number;
  fixed: Point[];
  fresh: string[];
  around: string; // the fixed node that the fresh ones belong to; '' for roots
  links: { source: string; target: string }[];
}

export interface Finished { task: number; points: Point[] }

interface Body extends SimulationNodeDatum { id: string; x: number; y: number }
interface Tie { source: Body; target: Body }

const LENGTH = 124; // of an edge
const ROOM = 42; // around a node, with its label
const TICKS = 260;
const FEW = 160; // nodes up to which lines are kept clear of others

/** startAt puts the nth of some nodes on a ring around a place, turned away from what is there. */
function startAt(n: number, of: number, centre: { x: number; y: number }, away: number): { x: number; y: number } {
  const arc = Math.min(2 * Math.PI, 0.5 * of + 0.4);
  const ring = LENGTH * (1 + 0.18 * (n % 3)) * Math.max(1, of / 14);
  const angle = away + (of > 1 ? (n / (arc >= 6.28 ? of : of - 1) - 0.5) * arc : 0);
  return { x: centre.x + ring * Math.cos(angle), y: centre.y + ring * Math.sin(angle) };
}

/** freeSide is the direction from a place in which the widest gap between the others lies. */
function freeSide(centre: Point, others: Point[]): number {
  const near = others.filter(o => o !== centre && Math.hypot(o.x - centre.x, o.y - centre.y) < 4 * LENGTH);
  const angles = near.map(o => Math.atan2(o.y - centre.y, o.x - centre.x)).sort((a, b) => a - b);
  let best = -Math.PI / 2;
  let widest = -1;
  for (const [i, angle] of angles.entries()) {
    const next = angles[i + 1] ?? (angles[0] ?? 0) + 2 * Math.PI;
    if (next - angle > widest + 1e-9) {
      widest = next - angle;
      best = angle + widest / 2;
    }
  }
  return best;
}

/** clear pushes loose nodes off the lines that they are no end of. */
function clear(ties: Tie[]): Force<Body, undefined> {
  let bodies: Body[] = [];
  const room = RADIUS + CLEAR + 8;
  const force = (alpha: number) => {
    for (const { source, target } of ties) {
      const dx = target.x - source.x;
      const dy = target.y - source.y;
      const length = dx * dx + dy * dy || 1;
      for (const body of bodies) {
        if (body === source || body === target) continue;
        const t = ((body.x - source.x) * dx + (body.y - source.y) * dy) / length;
        if (t <= 0 || t >= 1) continue;
        const ox = body.x - source.x - t * dx;
        const oy = body.y - source.y - t * dy;
        const distance = Math.hypot(ox, oy) || 1e-3;
        if (distance >= room) continue;
        const push = ((room - distance) / distance) * (0.25 + 0.5 * alpha);
        move(body, ox * push, oy * push);
        move(source, -ox * push * (1 - t) * 0.5, -oy * push * (1 - t) * 0.5);
        move(target, -ox * push * t * 0.5, -oy * push * t * 0.5);
      }
    }
  };
  force.initialize = (all: Body[]) => { bodies = all; };
  return force;
}

function move(body: Body, dx: number, dy: number): void {
  if (body.fx != null) return;
  body.x += dx;
  body.y += dy;
}

function solve({ fixed, fresh, around, links }: Task): Point[] {
  const centre = fixed.find(p => p.id === around) ?? { id: '', x: middle(fixed.map(p => p.x)), y: middle(fixed.map(p => p.y)) };
  const away = freeSide(centre, fixed);
  const anchored: Body[] = fixed.map(p => ({ id: p.id, x: p.x, y: p.y, fx: p.x, fy: p.y }));
  const alone = fixed.length === 0;
  const loose: Body[] = fresh.map((id, n) => ({ id, ...(alone && n === 0 ? { x: 0, y: 0, fx: 0, fy: 0 } : startAt(n, fresh.length, centre, away)) }));
  const bodies = [...anchored, ...loose];
  const byId = new Map(bodies.map(body => [body.id, body]));
  const ties: Tie[] = links.flatMap(({ source, target }) => {
    const [from, to] = [byId.get(source), byId.get(target)];
    return from && to && from !== to && (from.fx == null || to.fx == null) ? [{ source: from, target: to }] : [];
  });
  const simulation = forceSimulation(bodies)
    .force('links', forceLink<Body, Tie>(ties).distance(LENGTH).strength(tie => (tie.source.id === around || tie.target.id === around ? 0.5 : 0.18)))
    .force('apart', forceManyBody<Body>().strength(-420).distanceMax(640))
    .force('room', forceCollide<Body>(ROOM).strength(0.9).iterations(2))
    .force('x', forceX<Body>(centre.x).strength(0.012))
    .force('y', forceY<Body>(centre.y).strength(0.012))
    .stop();
  if (bodies.length <= FEW) simulation.force('clear', clear(allTies(links, byId)));
  simulation.tick(bodies.length > 2000 ? 60 : TICKS);
  return loose.map(({ id, x, y }) => ({ id, x: Math.round(x), y: Math.round(y) }));
}

function allTies(links: Task['links'], byId: Map<string, Body>): Tie[] {
  return links.flatMap(({ source, target }) => {
    const [from, to] = [byId.get(source), byId.get(target)];
    return from && to && from !== to ? [{ source: from, target: to }] : [];
  });
}

function middle(values: number[]): number {
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

self.onmessage = ({ data }: MessageEvent<Task>) => {
  const finished: Finished = { task: data.task, points: solve(data) };
  self.postMessage(finished);
};
