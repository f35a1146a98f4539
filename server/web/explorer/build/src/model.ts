// What the server's model declares, as the page carries it. No other module
// knows a kind, an edge type or a value by its name.

export type Mark = 'planned' | 'inferred' | 'open' | 'contested' | 'not' | 'ended' | 'for' | 'against';

interface Link { name: string; edge: string; out: boolean }

interface Kind {
  name: string; plural: string; shape: string; hue: string;
  actor: boolean; verified: boolean; timed: boolean; reasoned: boolean;
  lead?: string; marks?: Record<string, Mark[]>; texts?: string[];
  links: Link[];
}

export interface EdgeType {
  name: string; words: string; out: string; in: string;
  lead?: string; marks?: Record<string, Mark[]>;
  timed: boolean; state: boolean; symmetric: boolean;
}

interface Outline {
  kinds: Kind[]; edges: EdgeType[];
  rules: Record<string, string>;
  votes: Record<string, { words: string; marks?: Mark[] }>;
  stance: string; meets: string;
  formats: { name: string; doc: string }[];
}

export const model = JSON.parse(document.getElementById('model')?.textContent ?? '{}') as Outline;

const kinds = new Map(model.kinds.map(kind => [kind.name, kind]));
const edgeTypes = new Map(model.edges.map(edge => [edge.name, edge]));

export function kindOf(name: string): Kind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`the model has no kind ${name}`);
  return kind;
}

export function edgeType(name: string): EdgeType {
  const edge = edgeTypes.get(name);
  if (!edge) throw new Error(`the model has no edge type ${name}`);
  return edge;
}

/** linkOf is the field that leads along edges of a type from a node of a kind. */
export function linkOf(kind: string, edge: string, out: boolean): Link | undefined {
  return kindOf(kind).links.find(link => link.edge === edge && (link.out === out || edgeType(edge).symmetric));
}

/** spoken is a name of the model as one says it: "memberOf" is "member of". */
export function spoken(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}
