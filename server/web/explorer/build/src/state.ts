// What the reader has made: the map, which can be undone, and how she looks at it.
import { batch, computed, signal } from '@preact/signals';
import type { Day, Drawn, Edge, Node } from './data';
import type { Mark } from './model';

/** Place is where a node stands, and whose expansion brought it; '' for a root. */
export interface Place { x: number; y: number; by: string; pinned?: boolean }

/** Map is what undo takes back. It is never changed, only replaced. */
export interface Chart {
  places: Readonly<Record<string, Place>>;
  hidden: readonly string[];
  off: readonly string[]; // marks and kinds that the legend has switched off
}

export type View = 'graph' | 'table' | 'timeline' | 'matrix' | 'paths';

export interface Camera { x: number; y: number; k: number } // the place in the middle, and how large

export interface Notice { text: string; wrong?: boolean; retry?: () => void }

const MOST_STEPS = 50;
const empty: Chart = { places: {}, hidden: [], off: [] };

export const chart = signal<Chart>(empty);
export const view = signal<View>('graph');
export const selected = signal<string>(''); // the id of a node or an edge
export const camera = signal<Camera>({ x: 0, y: 0, k: 1 });
export const day = signal<Day>({ asOf: null, knownOn: null });
export const span = signal<{ from: string | null; to: string | null }>({ from: null, to: null });
export const busy = signal('');
export const notice = signal<Notice | null>(null);
export const announced = signal('');
export const ends = signal<{ from: string; to: string }>({ from: '', to: '' }); // of the paths that are looked for

export const revision = signal(''); // of the graph, when it was last asked

// What the server has told of nodes and edges on this day.
export const nodes = signal<ReadonlyMap<string, Node>>(new Map());
export const edges = signal<ReadonlyMap<string, Edge>>(new Map());

const past = signal<readonly Chart[]>([]);
const future = signal<readonly Chart[]>([]);
export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);

/** change makes a step that undo takes back. */
export function change(next: Partial<Chart>): void {
  batch(() => {
    past.value = [...past.value, chart.value].slice(-MOST_STEPS);
    future.value = [];
    chart.value = { ...chart.value, ...next };
  });
}

/** reset begins anew with a map; nothing before it can be undone. */
export function reset(next: Chart = empty): void {
  batch(() => {
    past.value = [];
    future.value = [];
    chart.value = next;
  });
}

export function undo(): void {
  const before = past.value.at(-1);
  if (!before) return;
  batch(() => {
    past.value = past.value.slice(0, -1);
    future.value = [chart.value, ...future.value];
    chart.value = before;
  });
}

export function redo(): void {
  const [after, ...later] = future.value;
  if (!after) return;
  batch(() => {
    future.value = later;
    past.value = [...past.value, chart.value];
    chart.value = after;
  });
}

/** dated are all nodes with a date that the reader has seen, also those that are hidden by the day. */
export const dated = signal<ReadonlyMap<string, Node>>(new Map());

/** remember keeps what the server has told. */
export function remember(told: Drawn): void {
  batch(() => {
    const known = new Map(nodes.value);
    for (const node of told.nodes) known.set(node.id, { ...node, degree: node.degree || (known.get(node.id)?.degree ?? 0) });
    nodes.value = known;
    revision.value = told.revision || revision.value;
    const fresh = told.nodes.filter(node => node.when && !dated.value.has(node.id));
    if (fresh.length > 0) dated.value = new Map([...dated.value, ...fresh.map(node => [node.id, node] as const)]);
    edges.value = new Map([...edges.value, ...told.edges.map(edge => [edge.id, edge] as const)]);
  });
}

export function forget(): void {
  batch(() => {
    nodes.value = new Map();
    edges.value = new Map();
  });
}

export function say(text: string): void {
  announced.value = text;
}

const inherited: readonly Mark[] = ['planned', 'not'];

/** marksOf is how an edge is drawn: one that has no phase of its own is no surer than what it is an edge of. */
function marksOf(edge: Edge, known: ReadonlyMap<string, Node>): Edge {
  if (edge.value) return edge;
  const taken = [edge.source, edge.target].flatMap(id => known.get(id)?.marks ?? []).filter(mark => inherited.includes(mark));
  return taken.length === 0 ? edge : { ...edge, marks: [...new Set([...edge.marks, ...taken])] };
}

/** placed are the nodes on the map, hidden or not. */
export const placed = computed(() => {
  const { places } = chart.value;
  return Object.keys(places).map(id => nodes.value.get(id)).filter(node => node !== undefined);
});

/** ties are the edges between nodes on the map, as they are drawn, in an order that does not tell how the map came about. */
export const ties = computed(() => {
  const { places } = chart.value;
  return [...edges.value.values()]
    .filter(edge => places[edge.source] && places[edge.target] && nodes.value.has(edge.source) && nodes.value.has(edge.target))
    .map(edge => marksOf(edge, nodes.value))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
});

/** within reports whether a node or an edge may belong to the chosen days. */
function within({ when }: Node | Edge): boolean {
  const { from, to } = span.value;
  if (!when) return true;
  return !(to && when.startEarliest && when.startEarliest > to) && !(from && when.endLatest && when.endLatest < from);
}

export const STATED = 'stated';

/** classes are the lines of the legend that an edge falls under. */
export function classes(edge: Edge): string[] {
  return edge.marks.length > 0 ? edge.marks : [STATED];
}

export const shownNodes = computed(() => {
  const hidden = new Set(chart.value.hidden);
  const off = new Set(chart.value.off);
  return placed.value.filter(node => !hidden.has(node.id) && !off.has(node.kind) && within(node));
});

export const shownEdges = computed(() => {
  const shown = new Set(shownNodes.value.map(node => node.id));
  const off = new Set(chart.value.off);
  return ties.value.filter(edge => shown.has(edge.source) && shown.has(edge.target) && within(edge) && !classes(edge).some(name => off.has(name)));
});

/** missing is how much of the map is not shown: hidden, filtered, or not there on the chosen days. */
export const missing = computed(() => ({
  nodes: Object.keys(chart.value.places).length - shownNodes.value.length,
  edges: ties.value.length - shownEdges.value.length,
}));

export const selection = computed(() => ({
  node: nodes.value.get(selected.value),
  edge: ties.value.find(edge => edge.id === selected.value),
}));
