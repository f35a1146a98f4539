// All that the explorer asks of the server.
import { ask } from './ask';
import { edgeType, kindOf, linkOf, model, type Mark } from './model';

export interface When {
  text: string | null; edtf: string | null;
  startEarliest: string | null; startLatest: string | null; endEarliest: string | null; endLatest: string | null;
}

export interface Node {
  id: string; kind: string; name: string;
  degree: number; // 0 where it was not asked for
  marks: Mark[]; value: string; when: When | null;
}

export interface Edge {
  id: string; kind: string; source: string; target: string; value: string;
  marks: Mark[]; verification: string; when: When | null;
}

export interface Drawn { nodes: Node[]; edges: Edge[]; revision: string }

export interface Hit { id: string; kind: string; name: string; description: string | null }

/** Count is how many edges of a type a node has, and how its fields for them are called. */
export interface Count { edge: string; names: string[]; total: number }

export interface Statement {
  id: string; quote: string | null; start: number | null; locator: string | null; act: string | null; basis: string | null;
  counts: boolean; polarity: string;
  saidBy: { id: string; name: string } | null; saidFor: { name: string } | null; saidWhen: When | null;
  source: { id: string; name: string; title: string | null; publisher: string | null; published: When | null } | null;
  correctedBy: { id: string; source: { id: string; name: string } | null } | null;
  says: { property: string; value: string }[];
  context: { before: string; quote: string; after: string } | null;
}

export interface Reason {
  property: string; value: string; decidedBy: string | null;
  statement: { id: string } | null;
  over: { value: string; statement: { id: string } }[];
  votes: { principal: string; side: string; statement: Statement }[];
}

export interface Support { affirmed: number; denied: number; silent: number; publishers: number }

export interface Told {
  verification: string | null; support: Support | null; reasons: Reason[]; statements: Statement[]; more: boolean;
  description: string | null; texts: string[]; aliases: string[];
}

/** Day chooses the graph as it was, or as it was known. */
export interface Day { asOf: string | null; knownOn: string | null }

const WHEN = '{ text edtf startEarliest startLatest endEarliest endLatest }';
const DAY = '$asOf: Date, $knownOn: Date';
const ON_DAY = 'asOf: $asOf, knownOn: $knownOn';
const MOST_STATEMENTS = 100;

const VALUES = `verification when ${WHEN} values { property value }`;
const NODE = `id kind label degree ${VALUES}`;
const EDGE = `id kind source target basis current ${VALUES}`;

interface Valued { id: string; kind: string; verification: string | null; when: When | null; values: { property: string; value: string }[] }
interface RawNode extends Valued { label: string; degree: number }
interface RawEdge extends Valued { source: string; target: string; verification: string; basis: string | null; current: boolean | null }

/** looks is the value that leads, and the marks that it and the votes make. */
function looks({ lead, marks = {} }: { lead?: string; marks?: Record<string, Mark[]> }, raw: Valued): { value: string; marks: Mark[] } {
  const value = raw.values.find(({ property }) => property === lead)?.value ?? '';
  return { value, marks: [...(marks[value] ?? []), ...votes(raw.verification)] };
}

function toNode(raw: RawNode): Node {
  const { id, kind, label, degree, when } = raw;
  const { value, marks } = looks(kindOf(kind), raw);
  return { id, kind, name: label, degree, value, marks: [...new Set(marks)], when };
}

function toEdge(raw: RawEdge): Edge {
  const { id, kind, source, target, verification, when } = raw;
  const { value, marks } = looks(edgeType(kind), raw);
  if (raw.basis === 'INFERRED') marks.push('inferred');
  if (raw.current === false) marks.push('ended');
  return { id, kind, source, target, verification, when, value, marks: [...new Set(marks)] };
}

function votes(verification: string | null): Mark[] {
  return (verification && model.votes[verification]?.marks) || [];
}

/** search finds nodes by what they are called, and by what is said of them. */
export async function search(text: string, day: Day, signal?: AbortSignal): Promise<{ hits: Hit[]; total: number }> {
  interface Answer { search: { totalCount: number; nodes: { __typename: string; id: string; name: string; description: string | null }[] } }
  const query = `query Search($text: String!, ${DAY}) { search(text: $text, first: 12, ${ON_DAY}) { totalCount nodes { __typename id name description } } }`;
  const { search: found } = await ask<Answer>(query, { text, ...day }, signal);
  return { total: found.totalCount, hits: found.nodes.map(({ __typename, ...hit }) => ({ ...hit, kind: __typename })) };
}

/** connected are those of each kind that meets who took part in most. */
export async function connected(signal: AbortSignal): Promise<Hit[]> {
  const meeting = model.kinds.flatMap(kind => kind.links.filter(link => link.edge === model.meets && link.out).map(link => ({ kind, link })));
  const fields = meeting.map(({ kind, link }, i) => `k${i}: ${kind.plural}(orderBy: [{ ${link.name}: { count: DESC } }], first: 4) { nodes { id name description ${link.name}(first: 1) { totalCount } } }`);
  type Row = Omit<Hit, 'kind'> & Record<string, { totalCount: number }>;
  const found = await ask<Record<`k${number}`, { nodes: Row[] }>>(`query Connected { ${fields.join(' ')} }`, {}, signal);
  return meeting.flatMap(({ kind, link }, i) => (found[`k${i}`]?.nodes ?? []).filter(row => (row[link.name]?.totalCount ?? 0) > 0).map(({ id, name, description }) => ({ id, name, description, kind: kind.name })));
}

const MOST_ROOTS = 100; // that a subgraph takes
const MOST_IDS = 1000; // in one request

function chunks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size));
}

/** there are those of some ids that the graph has on a day. */
export async function there(ids: readonly string[], day: Day): Promise<string[]> {
  const query = `query There($ids: [ID!]!, ${DAY}) { nodes(ids: $ids, ${ON_DAY}) { id } }`;
  const found: string[] = [];
  for (const list of chunks(ids, MOST_IDS)) {
    const { nodes } = await ask<{ nodes: ({ id: string } | null)[] }>(query, { ids: list, ...day });
    found.push(...list.filter((_, i) => nodes[i]));
  }
  return found;
}

/** among finds nodes, all of which there are, and the edges between them and others: one request up to a thousand nodes. */
export async function among(ids: readonly string[], others: readonly string[], day: Day): Promise<Drawn> {
  type Answer = Record<`s${number}`, { nodes: RawNode[] }> & { edges?: RawEdge[]; revision?: string };
  const drawn: Drawn = { nodes: [], edges: [], revision: '' };
  const all = [...new Set([...ids, ...others])];
  for (const [i, list] of chunks(ids, MOST_IDS).entries()) {
    const lists = chunks(list, MOST_ROOTS);
    const declared = lists.map((_, n) => `$ids${n}: [ID!]!`).join(', ');
    const fields = lists.map((roots, n) => `s${n}: subgraph(roots: $ids${n}, depth: 1, maxNodes: ${roots.length}, maxEdges: ${roots.length}, ${ON_DAY}) { nodes { ${NODE} } }`).join(' ');
    const between = i === 0 ? `edges(among: $all, ${ON_DAY}) { ${EDGE} } revision` : '';
    const query = `query Among(${declared}, ${between && '$all: [ID!]!,'} ${DAY}) { ${fields} ${between} }`;
    const variables = Object.fromEntries(lists.map((roots, n) => [`ids${n}`, roots]));
    const { edges, revision, ...found } = await ask<Answer>(query, { ...variables, ...(between && { all }), ...day });
    drawn.nodes.push(...Object.values(found as Record<string, { nodes: RawNode[] }>).flatMap(({ nodes }) => nodes.map(toNode)));
    drawn.edges.push(...(edges ?? []).map(toEdge));
    drawn.revision ||= revision ?? '';
  }
  return drawn;
}

/** counts tells how many edges of each type a node has. */
export async function counts(id: string, kind: string, day: Day, signal?: AbortSignal): Promise<Count[]> {
  interface Answer { neighbours: { counts: { edge: string; out: boolean; count: number }[] } }
  const query = `query Counts($id: ID!, ${DAY}) { neighbours(of: $id, first: 1, ${ON_DAY}) { counts { edge out count } } }`;
  const { neighbours: { counts: rows } } = await ask<Answer>(query, { id, ...day }, signal);
  return [...new Set(rows.map(row => row.edge))].map(edge => {
    const own = rows.filter(row => row.edge === edge);
    return { edge, names: own.map(row => linkOf(kind, edge, row.out)?.name ?? edge), total: own.reduce((sum, row) => sum + row.count, 0) };
  });
}

/** neighbours finds the first of those that edges of a type lead to. */
export async function neighbours(id: string, edge: string, first: number, day: Day): Promise<string[]> {
  const query = `query Neighbours($id: ID!, $edges: [EdgeType!], $first: Int!, ${DAY}) { neighbours(of: $id, edges: $edges, first: $first, ${ON_DAY}) { nodes { id } } }`;
  const { neighbours: { nodes } } = await ask<{ neighbours: { nodes: { id: string }[] } }>(query, { id, edges: [edge], first, ...day });
  return nodes.map(node => node.id);
}

/** around finds the first neighbours by edges of each type, the first of each type first. */
export async function around(id: string, kind: string, first: number, day: Day): Promise<string[]> {
  const types = [...new Set(kindOf(kind).links.map(link => link.edge))];
  const fields = types.map((edge, i) => `n${i}: neighbours(of: $id, edges: [${edge}], first: $first, ${ON_DAY}) { nodes { id } }`).join(' ');
  const query = `query Around($id: ID!, $first: Int!, ${DAY}) { ${fields} }`;
  const pages = Object.values(await ask<Record<string, { nodes: { id: string }[] }>>(query, { id, first, ...day }));
  const turns = Array.from({ length: first }, (_, i) => pages.flatMap(page => page.nodes[i]?.id ?? []));
  return [...new Set(turns.flat())];
}

export interface Hop {
  from: { id: string; name: string }; to: { id: string; name: string };
  meeting: { id: string; name: string } | null;
  evidence: { quote: string | null; locator: string | null; source: { name: string } | null }[];
}

export interface Path { nodes: { id: string; name: string }[]; hops: Hop[] }

/** paths finds how two actors are connected through what they took part in. */
export async function paths(from: string, to: string, day: Day, signal?: AbortSignal): Promise<Path[]> {
  const query = `query Paths($from: ID!, $to: ID!, ${DAY}) { paths(from: $from, to: $to, maxHops: 4, first: 5, ${ON_DAY}) {
    nodes { id name } hops { from { id name } to { id name } meeting { id name } evidence { quote locator source { name } } } } }`;
  return (await ask<{ paths: Path[] }>(query, { from, to, ...day }, signal)).paths;
}

export interface Quoted { quote: string | null; locator: string | null; saidBy: { name: string } | null; source: { name: string; published: When | null } | null }

/** quotes finds the words that come first of each edge between nodes. */
export async function quotes(ids: readonly string[], day: Day): Promise<Map<string, Quoted>> {
  const query = `query Quotes($ids: [ID!]!, ${DAY}) { edges(among: $ids, ${ON_DAY}) { id evidence { quote locator saidBy { name } source { name published ${WHEN} } } } }`;
  const { edges } = await ask<{ edges: { id: string; evidence: Quoted[] }[] }>(query, { ids, ...day });
  return new Map(edges.flatMap(({ id, evidence: [first] }) => (first ? [[id, first] as const] : [])));
}

const STATEMENT = `id quote start locator act basis counts polarity saidBy { id name } saidFor { name } saidWhen ${WHEN}
  source { id name title publisher published ${WHEN} } correctedBy { id source { id name } } says { property value } context { before quote after }`;
const WEIGHED = `verification support { affirmed denied silent publishers }`;
const REASONS = `reasons { property value decidedBy statement { id } over { value statement { id } } votes { principal side statement { ${STATEMENT} } } }`;

interface RawTold { verification?: string; support?: Support; reasons?: Reason[]; evidence: Statement[]; description?: string | null; aliases?: string[]; [text: `text${number}`]: string | null }

function toTold(raw: RawTold | null | undefined): Told {
  const texts = Object.entries(raw ?? {}).filter(([name, text]) => /^text\d+$/.test(name) && text).map(([, text]) => text as string);
  const statements = raw?.evidence ?? [];
  return {
    verification: raw?.verification ?? null, support: raw?.support ?? null, reasons: raw?.reasons ?? [], statements, more: statements.length >= MOST_STATEMENTS,
    description: raw?.description ?? null, aliases: raw?.aliases ?? [], texts,
  };
}

/** toldOfEdge finds what is said of an edge that comes from a node of a kind. */
export async function toldOfEdge(edge: Edge, sourceKind: string, day: Day, signal?: AbortSignal): Promise<Told> {
  interface Answer { entity: { told: { edges: (RawTold & { id: string })[] } } | null }
  const link = linkOf(sourceKind, edge.kind, true);
  const query = `query Told($from: ID!, $to: ID!, ${DAY}) { entity(id: $from, ${ON_DAY}) { ... on ${sourceKind} {
    told: ${link?.name}(where: { node: { id: { eq: $to } } }) { edges { id ${WEIGHED} ${REASONS} evidence(first: ${MOST_STATEMENTS}) { ${STATEMENT} } } } } } }`;
  const { entity } = await ask<Answer>(query, { from: edge.source, to: edge.target, ...day }, signal);
  return toTold(entity?.told.edges.find(e => e.id === edge.id));
}

/** toldOfNode finds what is said of a node. */
export async function toldOfNode(node: Node, day: Day, signal?: AbortSignal): Promise<Told> {
  const kind = kindOf(node.kind);
  const own = [kind.verified ? WEIGHED : '', kind.reasoned ? REASONS : '', '__typename', ...(kind.texts ?? []).map((text, i) => `text${i}: ${text}`)].join(' ');
  const query = `query Told($id: ID!, ${DAY}) { entity(id: $id, ${ON_DAY}) { aliases description evidence(first: ${MOST_STATEMENTS}) { ${STATEMENT} } ... on ${kind.name} { ${own} } } }`;
  const { entity } = await ask<{ entity: RawTold | null }>(query, { id: node.id, ...day }, signal);
  return toTold(entity);
}
