// What the reader does to the map. Each is one step that undo takes back.
import { batch } from '@preact/signals';
import { AskError } from './ask';
import { among, around, neighbours, there, type Edge, type Node } from './data';
import { layOut } from './layout';
import { busy, change, chart, dated, day, edges, ends, forget, nodes, notice, placed, remember, reset, say, selected, span, ties, view, type Chart, type Place } from './state';

export const PAGE = 25; // neighbours that an expansion brings
const MOST_ASKED = 1000; // that the server lists at once

/** attempt does something that asks the server, and says what went wrong. */
export async function attempt(what: string, doing: () => Promise<void>): Promise<void> {
  if (busy.value) return;
  busy.value = what;
  notice.value = null;
  try {
    await doing();
  } catch (cause) {
    const text = cause instanceof AskError ? cause.message : `This failed: ${String(cause)}`;
    notice.value = { text, wrong: true, retry: () => void attempt(what, doing) };
    say(text);
  } finally {
    busy.value = '';
  }
}

/** placeNew lays nodes out that have no place, and makes the step. */
async function placeNew(fresh: Node[], by: string, ties: Edge[]): Promise<void> {
  const places = chart.value.places;
  const fixed = Object.entries(places).map(([id, { x, y }]) => ({ id, x, y }));
  const links = ties.map(({ source, target }) => ({ source, target }));
  const points = await layOut({ fixed, fresh: fresh.map(node => node.id), around: by, links });
  const added: Record<string, Place> = Object.fromEntries(points.map(({ id, x, y }) => [id, { x, y, by }]));
  const shown = new Set(points.map(point => point.id));
  change({ places: { ...places, ...added }, hidden: chart.value.hidden.filter(id => !shown.has(id)) });
}

/** add puts nodes on the map, as roots. */
export function add(ids: string[]): Promise<void> {
  return attempt('Looking', async () => {
    const fresh = ids.filter(id => !chart.value.places[id]);
    if (fresh.length === 0) {
      selected.value = ids[0] ?? '';
      return;
    }
    const present = await there(fresh, day.value);
    const gone = fresh.filter(id => !present.includes(id));
    const found = await among(present, Object.keys(chart.value.places), day.value);
    const added = found.nodes.filter(node => fresh.includes(node.id));
    if (gone.length > 0) notice.value = { text: `The graph has no ${gone.join(', ')}${onDay()}.` };
    if (added.length === 0) return;
    remember(found);
    await placeNew(added, '', found.edges);
    selected.value = added[0]?.id ?? '';
    say(`${added.map(node => node.name).join(', ')} added`);
  });
}

function onDay(): string {
  return day.value.asOf || day.value.knownOn ? ' on this day' : '';
}

/** pageAfter is how many neighbours to ask for so that some are new, where the map has so many edges of the node. */
function pageAfter(here: number): number {
  return Math.min(MOST_ASKED, here + PAGE);
}

function edgesOf(id: string): Edge[] {
  return ties.value.filter(edge => edge.source === id || edge.target === id);
}

/** expand brings neighbours by edges of one type: two requests, however many there are. */
export function expand(node: Node, edge: string, name: string): Promise<void> {
  return attempt(`Expanding ${node.name}`, async () => {
    const here = edgesOf(node.id).filter(tie => tie.kind === edge).length;
    await bring(node, await neighbours(node.id, edge, pageAfter(here), day.value), name);
  });
}

/** expandAll brings the first neighbours by edges of every type. */
export function expandAll(node: Node): Promise<void> {
  return attempt(`Expanding ${node.name}`, async () => bring(node, await around(node.id, node.kind, pageAfter(edgesOf(node.id).length), day.value), 'neighbours'));
}

async function bring(node: Node, ids: string[], what: string): Promise<void> {
  const fresh = ids.filter(id => !chart.value.places[id]).slice(0, PAGE);
  if (fresh.length === 0) {
    notice.value = ids.length >= MOST_ASKED ? { text: `${MOST_ASKED} ${what} of ${node.name} are as many as the map takes.` } : { text: `The ${what} of ${node.name} are all on the map${chart.value.hidden.length > 0 ? ', some of them hidden' : ''}.` };
    return;
  }
  const found = await among(fresh, Object.keys(chart.value.places), day.value);
  remember(found);
  const there = found.nodes.filter(found => !chart.value.places[found.id]);
  await placeNew(there, node.id, found.edges);
  say(`${there.length} more: ${what} of ${node.name}`);
}

/** broughtBy are the nodes that stand on the map because of a node, and what came by them. */
export function broughtBy(id: string, { places }: Chart): string[] {
  const all = new Set<string>();
  const add = (parent: string) => {
    for (const [child, place] of Object.entries(places)) {
      if (place.by !== parent || place.pinned || all.has(child)) continue;
      all.add(child);
      add(child);
    }
  };
  add(id);
  return [...all];
}

/** collapse takes away what an expansion brought. */
export function collapse(id: string): void {
  const gone = new Set(broughtBy(id, chart.value));
  if (gone.size === 0) return;
  change({ places: Object.fromEntries(Object.entries(chart.value.places).filter(([key]) => !gone.has(key))) });
  say(`${gone.size} taken off the map`);
}

export function hide(id: string): void {
  if (!chart.value.places[id] || chart.value.hidden.includes(id)) return;
  batch(() => {
    change({ hidden: [...chart.value.hidden, id] });
    if (selected.value === id) selected.value = '';
  });
  say(`${nodes.value.get(id)?.name ?? id} hidden`);
}

export function unhide(id: string): void {
  change({ hidden: chart.value.hidden.filter(other => other !== id) });
}

/** pin puts a node where the reader wants it; collapsing leaves it there. */
export function pin(id: string, at?: { x: number; y: number }): void {
  const place = chart.value.places[id];
  if (!place) return;
  const pinned = at ? true : !place.pinned;
  change({ places: { ...chart.value.places, [id]: { ...place, ...at, pinned } } });
  say(`${nodes.value.get(id)?.name ?? id} ${pinned ? 'pinned' : 'not pinned any more'}`);
}

/** toggle switches a line of the legend on or off. */
export function toggle(name: string): void {
  const { off } = chart.value;
  change({ off: off.includes(name) ? off.filter(other => other !== name) : [...off, name] });
}

/** reload asks anew for what is on the map, as of another day or after a while. */
export function reload(): Promise<void> {
  const ids = Object.keys(chart.value.places);
  if (ids.length === 0) return Promise.resolve();
  return attempt('Looking', async () => {
    const found = await among(await there(ids, day.value), [], day.value);
    batch(() => {
      forget();
      remember(found);
      });
    say(`${placed.value.length} of ${ids.length} are there, with ${edges.value.size} edges`);
  });
}

/** begin empties the map. */
export function begin(): void {
  batch(() => {
    reset();
    forget();
    dated.value = new Map();
    day.value = { asOf: null, knownOn: null };
    span.value = { from: null, to: null };
    ends.value = { from: '', to: '' };
    view.value = 'graph';
    selected.value = '';
    notice.value = null;
  });
}
