// Draws a scene: lines by how sure they are, nodes by kind, labels where there is room.
import type { Mark } from './model';
import { spoken } from './model';
import { LINE, placeLabels, wrap, type Label, type Wanted } from './labels';
import { font, type Pen, type Stroke } from './pen';
import { at, type Route } from './route';
import type { Dot, Scene, Tie } from './scene';
import { outline } from './shapes';
import { drawSign, onLine, signsOf, sizeAt, SPACE } from './signs';
import { GAP } from './size';
import type { Theme } from './theme';
import { onScreen, type Frame } from './view';

const SIZE = 13; // of labels
const WORDY = 14; // lines up to which those of a chosen node are labelled
const STRAIGHT = 0.5; // how far a curve's handle may be off its line for it to be drawn as one
const FEW = 400; // lines up to which labels make way for them
const words = { size: SIZE };

/** lineOf is how an edge is drawn. */
export function lineOf(marks: ReadonlySet<Mark>, theme: Theme, k = 1): Stroke {
  const colour = marks.has('for') ? theme.yes : marks.has('against') || marks.has('not') || marks.has('contested') ? theme.conflict : theme.quiet;
  const dash = marks.has('planned') ? [9, 6] : marks.has('open') ? [1.5, 5] : [];
  return { colour, width: (marks.has('inferred') ? 0.9 : 1.8) * Math.min(1, Math.max(0.5, k * 1.25)), dash, alpha: marks.has('ended') ? 0.45 : 1 };
}

function screenRoute(frame: Frame, r: Route): Route {
  const [x1, y1] = onScreen(frame, r.x1, r.y1);
  const [cx, cy] = onScreen(frame, r.cx, r.cy);
  const [x2, y2] = onScreen(frame, r.x2, r.y2);
  return { x1, y1, cx, cy, x2, y2 };
}

function visible({ width, height }: Frame, { x1, y1, cx, cy, x2, y2 }: Route): boolean {
  return Math.max(x1, cx, x2) > 0 && Math.min(x1, cx, x2) < width && Math.max(y1, cy, y2) > 0 && Math.min(y1, cy, y2) < height;
}

interface Seen { tie: Tie; route: Route }
interface SeenDot { dot: Dot; x: number; y: number; r: number }

/** draw draws a frame, and returns the labels for which there was room. */
export function draw(pen: Pen, scene: Scene, frame: Frame): Label[] {
  const ties = scene.ties.map(tie => ({ tie, route: screenRoute(frame, tie.route) })).filter(seen => visible(frame, seen.route));
  const dots = scene.dots.map(dot => seenDot(frame, dot)).filter(({ x, y, r }) => x > -r && x < frame.width + r && y > -r && y < frame.height + r);
  drawLines(pen, frame, ties);
  drawHalos(pen, frame, dots);
  const size = sizeAt(frame.camera.k);
  const signs = ties.flatMap(({ tie, route }) => onLine(tie.marks, route, size));
  for (const sign of signs) drawSign(pen, frame.theme, sign, size);
  for (const dot of dots) drawDot(pen, frame, dot);
  const badges = dots.filter(({ dot }) => hasBadge(frame, dot)).map(({ x, y, r }) => ({ x: x + r * 0.9 + 10, y: y - r * 0.9 - 3, r: 9 }));
  const circles = dots.map(({ x, y, r }) => ({ x, y, r: r + 1 }));
  const labels = placeLabels(wanted(frame, ties, dots), [...circles, ...signs.map(({ x, y }) => ({ x, y, r: SPACE })), ...badges], ties.length <= FEW ? ties.flatMap(lineSpots) : [], frame);
  for (const label of labels) drawLabel(pen, frame, label);
  return labels;
}

function seenDot(frame: Frame, dot: Dot): SeenDot {
  const [x, y] = onScreen(frame, dot.x, dot.y);
  return { dot, x, y, r: dot.r * frame.camera.k };
}

/** drawLines strokes each line by itself: without a GPU, many lines in one path take far longer. */
function drawLines(pen: Pen, { theme, camera, selected, hovered }: Frame, ties: Seen[]): void {
  for (const { tie, route } of ties) {
    if (tie.edge.id !== selected && tie.edge.id !== hovered) continue;
    curve(pen, route);
    pen.stroke({ colour: theme.link, width: 7, alpha: 0.3 });
  }
  for (const { tie, route } of ties) {
    const style = lineOf(tie.marks, theme, camera.k);
    curve(pen, route);
    pen.stroke(style);
    if (tie.arrow) arrow(pen, route, style);
  }
}

function curve(pen: Pen, { x1, y1, cx, cy, x2, y2 }: Route): void {
  pen.moveTo(x1, y1);
  const bend = Math.abs((cx - x1) * (y2 - y1) - (cy - y1) * (x2 - x1)) / (Math.hypot(x2 - x1, y2 - y1) || 1);
  if (bend < STRAIGHT) pen.lineTo(x2, y2);
  else pen.quadraticCurveTo(cx, cy, x2, y2);
}

function arrow(pen: Pen, route: Route, { colour, width }: Stroke): void {
  const { x, y, dx, dy } = at(route, 1);
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  pen.moveTo(x - 7 * ux - 4 * uy, y - 7 * uy + 4 * ux);
  pen.lineTo(x, y);
  pen.lineTo(x - 7 * ux + 4 * uy, y - 7 * uy - 4 * ux);
  pen.stroke({ colour, width: Math.max(1.2, width) });
}

/** drawHalos clears a ring around each node: a line that passes under it is interrupted. */
function drawHalos(pen: Pen, { theme, camera }: Frame, dots: SeenDot[]): void {
  for (const { x, y, r } of dots) {
    pen.circle(x, y, r + (GAP - 0.5) * camera.k);
    pen.paint(theme.paper);
  }
}

/** lineSpots are places along a line. */
function lineSpots({ route }: Seen): { x: number; y: number; r: number }[] {
  const steps = Math.min(40, Math.max(4, Math.ceil(Math.hypot(route.x2 - route.x1, route.y2 - route.y1) / 10)));
  return Array.from({ length: steps + 1 }, (_, i) => ({ ...at(route, i / steps), r: 1 }));
}

function drawDot(pen: Pen, frame: Frame, seen: SeenDot): void {
  const { dot, x, y, r } = seen;
  const hue = frame.theme.hues[dot.hue] ?? frame.theme.quiet;
  outline(pen, dot.shape, x, y, r);
  if (dot.hollow) pen.paint(frame.theme.paper, { colour: hue, width: 2, dash: dot.node.marks.includes('planned') ? [5, 3] : [] });
  else pen.paint(hue);
  adorn(pen, frame, seen);
}

/** adorn draws what a node has about it: that it is chosen, pinned, disputed, or has more edges. */
function adorn(pen: Pen, frame: Frame, { dot, x, y, r }: SeenDot): void {
  const { theme, selected, focused, hovered, camera } = frame;
  const { id, marks } = dot.node;
  if (id === selected || id === focused || id === hovered) {
    pen.circle(x, y, r + 5);
    pen.stroke({ colour: theme.link, width: id === hovered && id !== selected ? 1.2 : 2.4, dash: id === focused && id !== selected ? [3, 3] : [] });
  }
  if (dot.pinned && camera.k > 0.4) {
    pen.circle(x, y, r * 0.25);
    pen.paint(theme.paper);
  }
  if (marks.includes('not')) drawSign(pen, theme, { mark: 'not', x, y }, r * 0.45);
  if (marks.includes('contested')) drawSign(pen, theme, { mark: 'contested', x: x + r * 0.8, y: y + r * 0.8 }, 4.5);
  if (hasBadge(frame, dot)) badge(pen, theme, `+${dot.more > 999 ? `${Math.floor(dot.more / 1000)}k` : dot.more}`, x + r * 0.9, y - r * 0.9);
}

/** hasBadge reports whether a node says how many of its edges are not on the map. */
function hasBadge({ camera }: Frame, { more }: Dot): boolean {
  return more > 0 && camera.k > 0.6;
}

function badge(pen: Pen, theme: Theme, text: string, x: number, y: number): void {
  pen.text(text, x + 1, y + 1, { colour: theme.link, halo: theme.paper, size: 11, bold: true });
}

const rulers = new Map<string, number>();
const ruler = document.createElement('canvas').getContext('2d');

function widthOf(text: string, italic: boolean): number {
  const key = (italic ? 'i' : 'r') + text;
  let width = rulers.get(key);
  if (width === undefined) {
    if (ruler) ruler.font = font({ ...words, italic, colour: '', halo: '' });
    width = ruler?.measureText(text).width ?? text.length * 7;
    rulers.set(key, width);
  }
  return width;
}

/** wanted are the labels, those that matter most first. */
function wanted(frame: Frame, ties: Seen[], dots: SeenDot[]): Wanted[] {
  const chosen = new Set([frame.selected, frame.focused, frame.hovered]);
  const rank = ({ dot }: SeenDot) => (chosen.has(dot.node.id) ? 2 ** 20 : 0) + (dot.r > 12 ? 2 ** 10 : 0) + Math.min(dot.node.degree, 1000);
  const small = frame.camera.k < 0.35;
  const named = dots.filter(({ dot }) => !small || chosen.has(dot.node.id) || dot.r > 12).sort((a, b) => rank(b) - rank(a) || (a.dot.node.id < b.dot.node.id ? -1 : 1));
  const labels: Wanted[] = named.map(({ dot, x, y, r }) => {
    const lines = wrap(dot.node.name);
    const quiet = dot.hue === 'event';
    return { id: dot.node.id, lines, width: Math.max(...lines.map(line => widthOf(line, quiet))), x, y, r, edge: false, quiet };
  });
  const atChosen = ties.filter(({ tie: { edge } }) => chosen.has(edge.source) || chosen.has(edge.target));
  for (const { tie, route } of ties) {
    const { id, kind, value } = tie.edge;
    if (!chosen.has(id) && (atChosen.length > WORDY || !atChosen.some(seen => seen.tie === tie))) continue;
    const { x, y } = at(route, 0.5);
    const line = spoken(value || kind);
    labels.push({ id, lines: [line], width: widthOf(line, true), x, y, r: signsOf(tie.marks).length > 0 ? SPACE + 2 : 0, edge: true, quiet: true });
  }
  return labels;
}

function drawLabel(pen: Pen, { theme }: Frame, label: Label): void {
  const { quiet, left, width, x } = label;
  const style = { size: SIZE, colour: quiet ? theme.quiet : theme.ink, halo: theme.paper, italic: quiet };
  const side = left >= x ? 0 : left + width <= x ? 1 : 0.5; // where the lines of a label meet
  label.lines.forEach((line, i) => {
    pen.text(line, left + (width - widthOf(line, quiet)) * side, label.top + i * LINE + 12, style);
  });
}
