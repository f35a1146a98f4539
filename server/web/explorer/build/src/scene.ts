// What there is to draw, in the coordinates of the map.
import { computed, signal } from '@preact/signals';
import { edgeType, kindOf, type Mark } from './model';
import type { Edge, Node } from './data';
import { bent, led, type Round, type Route } from './route';
import { RADIUS, ROOT_RADIUS, ROUTED } from './size';
import { chart, edges, nodes, shownEdges, shownNodes } from './state';

export interface Dot extends Round {
  node: Node; shape: string; hue: string;
  hollow: boolean; // it has not come about
  pinned: boolean;
  more: number; // of its edges are not on the map
}

export interface Tie {
  edge: Edge; route: Route; marks: ReadonlySet<Mark>;
  arrow: boolean; // which way it leads is not plain from its ends
}

export interface Scene { dots: Dot[]; ties: Tie[]; byId: Map<string, Dot> }

/** moved is where a node is that is being dragged. */
export const moved = signal<{ id: string; x: number; y: number } | null>(null);

const drawnDegrees = computed(() => {
  const degrees = new Map<string, number>();
  const { places } = chart.value;
  for (const { source, target } of edges.value.values()) {
    if (!places[source] || !places[target]) continue;
    degrees.set(source, (degrees.get(source) ?? 0) + 1);
    if (target !== source) degrees.set(target, (degrees.get(target) ?? 0) + 1);
  }
  return degrees;
});

function dotOf(node: Node): Dot {
  const place = chart.value.places[node.id];
  const kind = kindOf(node.kind);
  const at = moved.value?.id === node.id ? moved.value : place;
  return {
    node, x: at?.x ?? 0, y: at?.y ?? 0, r: place?.by === '' ? ROOT_RADIUS : RADIUS,
    shape: kind.shape, hue: kind.hue, pinned: Boolean(place?.pinned),
    hollow: node.marks.includes('planned') || node.marks.includes('not'),
    more: Math.max(0, node.degree - (drawnDegrees.value.get(node.id) ?? 0)),
  };
}

/** routes leads each edge; those of the same two ends are told apart. */
function routes(list: Edge[], byId: Map<string, Dot>, dots: Dot[]): Route[] {
  const taken = new Map<string, number[]>();
  return list.map(edge => {
    const ends = [edge.source, edge.target].sort();
    const [from, to] = [byId.get(ends[0] as string), byId.get(ends[1] as string)] as [Dot, Dot];
    const key = ends.join(' ');
    const bends = taken.get(key) ?? [];
    taken.set(key, bends);
    const route = dots.length <= ROUTED ? led(from, to, dots, bends) : bent(from, to, bends.push(0) > 1 ? 0.13 * (bends.length - 1) : 0);
    return edge.source === ends[0] ? route : reversed(route);
  });
}

function reversed({ x1, y1, cx, cy, x2, y2 }: Route): Route {
  return { x1: x2, y1: y2, cx, cy, x2: x1, y2: y1 };
}

export const scene = computed<Scene>(() => {
  const dots = shownNodes.value.map(dotOf);
  const byId = new Map(dots.map(dot => [dot.node.id, dot]));
  const list = shownEdges.value;
  const led = routes(list, byId, dots);
  const ties = list.map((edge, i) => ({
    edge, route: led[i] as Route, marks: new Set(edge.marks),
    arrow: !edgeType(edge.kind).symmetric && byId.get(edge.source)?.hue === byId.get(edge.target)?.hue,
  }));
  return { dots, ties, byId };
});

/** nameOf is what a node is called. */
export function nameOf(id: string): string {
  return nodes.value.get(id)?.name ?? id;
}
