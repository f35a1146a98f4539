// The state of the explorer in the fragment of its address: deflated JSON in
// base64url, so that a link shows a fresh browser the same.
import { effect, signal } from '@preact/signals';
import { reload } from './actions';
import { camera, chart, day, ends, nodes, notice, reset, revision, selected, span, ties, view, type Camera, type Notice, type Place, type View } from './state';
import { plural } from './words';

const MOST = 32 << 10;
const VERSION = 1;

/** Saved is the state, short: [id, x, y, index of who brought it or -1, pinned]. */
interface Saved {
  v: number;
  p: [string, number, number, number, 0 | 1][];
  h?: number[]; o?: readonly string[]; w?: View; s?: string; c?: [number, number, number];
  a?: string; k?: string; f?: string; t?: string; q?: [string, string];
  r?: [string, number]; // the revision of the graph, and how many edges there were
}

async function pour(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function pack(saved: Saved): Promise<string> {
  const bytes = await pour(new TextEncoder().encode(JSON.stringify(saved)), new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function unpack(text: string): Promise<Saved> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = await pour(Uint8Array.from(binary, c => c.charCodeAt(0)), new DecompressionStream('deflate-raw'));
  return JSON.parse(new TextDecoder().decode(bytes)) as Saved;
}

function save(): Saved {
  const { places, hidden, off } = chart.value;
  const ids = Object.keys(places);
  const at = new Map(ids.map((id, i) => [id, i]));
  const { x, y, k } = camera.value;
  return {
    v: VERSION,
    p: Object.entries(places).map(([id, place]) => [id, Math.round(place.x), Math.round(place.y), at.get(place.by) ?? -1, place.pinned ? 1 : 0]),
    ...(hidden.length && { h: hidden.map(id => at.get(id) ?? -1) }),
    ...(off.length && { o: off }),
    ...(view.value !== 'graph' && { w: view.value }),
    ...(selected.value && { s: selected.value }),
    c: [Math.round(x), Math.round(y), Math.round(k * 1000) / 1000],
    ...(day.value.asOf && { a: day.value.asOf }),
    ...(day.value.knownOn && { k: day.value.knownOn }),
    ...(span.value.from && { f: span.value.from }),
    ...(span.value.to && { t: span.value.to }),
    ...(revision.value && { r: [revision.value, ties.value.length] as [string, number] }),
    ...(ends.value.from && { q: [ends.value.from, ends.value.to] }),
  };
}

function restore(saved: Saved): void {
  const id = (i: number) => saved.p[i]?.[0] ?? '';
  const places: Record<string, Place> = Object.fromEntries(saved.p.map(([name, x, y, by, pinned]) => [name, { x, y, by: id(by), ...(pinned && { pinned: true }) }]));
  reset({ places, hidden: (saved.h ?? []).map(id), off: saved.o ?? [] });
  view.value = saved.w ?? 'graph';
  selected.value = saved.s ?? '';
  const [x, y, k] = saved.c ?? [0, 0, 1];
  camera.value = { x, y, k } satisfies Camera;
  day.value = { asOf: saved.a ?? null, knownOn: saved.k ?? null };
  span.value = { from: saved.f ?? null, to: saved.t ?? null };
  ends.value = { from: saved.q?.[0] ?? '', to: saved.q?.[1] ?? '' };
}

let written = '';

/** address is the fragment that is written. */
export const address = signal(location.hash);

/** open shows what the address says; it reports whether it says anything. */
export async function open(): Promise<boolean> {
  const text = location.hash.slice(1);
  if (!text || text === written) return Boolean(text);
  let saved: Saved;
  try {
    saved = await unpack(text);
    if (saved.v !== VERSION || !Array.isArray(saved.p)) throw new Error('of another version');
    written = text;
    restore(saved);
  } catch {
    notice.value = { text: 'The address holds no map that this version can read.', wrong: true };
    return false;
  }
  await reload();
  if (nodes.value.size > 0) notice.value = changedSince(saved) ?? notice.value;
  return true;
}

/** changedSince says what is not as it was when the state was saved. */
function changedSince({ p, r: [then, count] = ['', 0] }: Saved): Notice | null {
  if (then === revision.value) return null;
  const gone = p.map(([id]) => id).filter(id => !nodes.value.has(id));
  const more = ties.value.length - count;
  const parts = [
    gone.length > 0 && `${plural(gone.length, 'node is', 'nodes are')} gone (${gone.slice(0, 3).join(', ')}${gone.length > 3 ? ' …' : ''})`,
    then && more !== 0 && `there ${Math.abs(more) === 1 ? 'is' : 'are'} ${plural(Math.abs(more), 'edge')} ${more > 0 ? 'more' : 'fewer'}`,
  ].filter(Boolean);
  return parts.length > 0 ? { text: `The graph has changed since this link was made: ${parts.join(', ')}.` } : null;
}

/** keep writes the state into the address, a moment after it has changed. */
export function keep(): void {
  let timer = 0;
  effect(() => {
    const saved = save();
    clearTimeout(timer);
    timer = setTimeout(() => void write(saved), 250);
  });
}

async function write(saved: Saved): Promise<void> {
  const text = saved.p.length === 0 ? '' : await pack(saved);
  if (text.length > MOST) {
    notice.value = { text: 'The map is too large for a link: it holds up to about 1,500 nodes.' };
    return;
  }
  if (text === written) return;
  written = text;
  address.value = text && `#${text}`;
  history.replaceState(null, '', address.value || location.pathname);
}
