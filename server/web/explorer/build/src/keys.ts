// The map by keyboard: arrow keys go along edges to the node that lies that way.
import { signal } from '@preact/signals';
import { collapse, expandAll, hide, pin } from './actions';
import { fit, reveal, zoomBy } from './camera';
import { edgeType, spoken } from './model';
import { nameOf, scene } from './scene';
import { redo, say, selected, undo } from './state';
import { focused } from './view';

export const keysShown = signal(false);

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const keyHelp: readonly [string, string][] = [
  ['Arrow keys', 'along an edge, to the node that lies that way'],
  ['Tab ↹ and N', 'N goes on to the next node in the order of the table'],
  ['Enter', 'select: what is said of it stands in the panel'],
  ['L', 'the next edge of the node; Enter selects it'],
  ['E', 'expand'], ['C', 'collapse'], ['H', 'hide'], ['P', 'pin, or not any more'],
  ['+ − 0', 'larger, smaller, all of the map'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
  ['R', 'read on in the panel'], ['/', 'search'], ['Esc', 'select nothing'],
];

/** towards is the neighbour that lies best in a direction. */
function towards(id: string, [ux, uy]: [number, number]): string | undefined {
  const { ties, byId } = scene.value;
  const from = byId.get(id);
  if (!from) return scene.value.dots[0]?.node.id;
  let best: string | undefined;
  let least = Infinity;
  for (const { edge } of ties) {
    if (edge.source !== id && edge.target !== id) continue;
    const other = byId.get(edge.source === id ? edge.target : edge.source);
    if (!other || other === from) continue;
    const [dx, dy] = [other.x - from.x, other.y - from.y];
    const length = Math.hypot(dx, dy) || 1;
    const straight = (dx * ux + dy * uy) / length;
    if (straight < 0.3) continue;
    const cost = length / straight ** 2;
    if (cost < least) [best, least] = [other.node.id, cost];
  }
  return best;
}

function ownEdges(id: string) {
  return scene.value.ties.filter(({ edge }) => edge.source === id || edge.target === id);
}

function describe(id: string): string {
  const dot = scene.value.byId.get(id);
  if (!dot) return '';
  const own = ownEdges(id).length;
  return `${dot.node.name}, ${spoken(dot.node.kind)}, ${own} ${own === 1 ? 'edge' : 'edges'}${dot.more ? `, ${dot.more} more not on the map` : ''}`;
}

function go(id: string | undefined): void {
  if (!id) {
    say('No edge leads that way');
    return;
  }
  focused.value = id;
  reveal(id);
  say(describe(id));
}

function nextNode(step: number): void {
  const { dots } = scene.value;
  const at = dots.findIndex(dot => dot.node.id === focused.value);
  go(dots[(at + step + dots.length) % dots.length]?.node.id);
}

let stood = ''; // the node whose edges are gone through

function nextEdge(): void {
  if (scene.value.byId.has(focused.value)) stood = focused.value;
  const own = ownEdges(stood);
  const at = own.findIndex(({ edge }) => edge.id === focused.value);
  const next = own[(at + 1) % own.length];
  if (!next) return;
  focused.value = next.edge.id;
  const { source, target, kind, value } = next.edge;
  say(`${nameOf(source)}, ${spoken(value || edgeType(kind).words)}, ${nameOf(target)}. ${next.edge.marks.map(spoken).join(', ')}`);
}

const commands: Record<string, (id: string) => void> = {
  Enter: id => { selected.value = id; },
  ' ': id => { selected.value = id; },
  e: id => { const dot = scene.value.byId.get(id); if (dot) void expandAll(dot.node); },
  c: id => collapse(id),
  h: id => { hide(id); focused.value = ''; },
  p: id => pin(id),
  n: () => nextNode(1),
  N: () => nextNode(-1),
  l: () => nextEdge(),
  r: () => document.querySelector<HTMLElement>('.panel')?.focus(),
  '+': () => zoomBy(1.25),
  '=': () => zoomBy(1.25),
  '-': () => zoomBy(0.8),
  '0': () => fit(),
  '?': () => { keysShown.value = !keysShown.value; },
  Escape: () => { selected.value = ''; },
};

/** onKey takes the keys of the map. */
export function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const id = focused.value || selected.value;
  const arrow = arrows[event.key];
  if (arrow) go(towards(scene.value.byId.has(id) ? id : stood, arrow));
  else if (commands[event.key]) commands[event.key]?.(id);
  else return;
  event.preventDefault();
}

/** onPageKey takes the keys that work everywhere on the page. */
export function onPageKey(event: KeyboardEvent): void {
  const writing = event.target instanceof HTMLInputElement;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !writing) {
    if (event.shiftKey) redo();
    else undo();
    event.preventDefault();
  } else if (event.key === '/' && !writing) {
    document.getElementById('search')?.focus();
    event.preventDefault();
  }
}
