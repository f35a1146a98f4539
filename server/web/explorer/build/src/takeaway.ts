// What the reader takes with her: files, and the question as GraphQL.
import { draw } from './draw';
import { CanvasPen, SvgPen } from './pen';
import { scene } from './scene';
import { day, say } from './state';
import { frame } from './view';

/** save offers the browser a file. */
export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** csv writes rows as RFC 4180 has them; a cell that a spreadsheet would run as a formula is a text. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string): string {
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function savePNG(): void {
  const now = frame();
  if (!now) return;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [now.width * 2, now.height * 2];
  const on = canvas.getContext('2d');
  if (!on) return;
  on.scale(2, 2);
  on.fillStyle = now.theme.paper;
  on.fillRect(0, 0, now.width, now.height);
  draw(new CanvasPen(on), scene.value, { ...now, selected: '', focused: '', hovered: '' });
  canvas.toBlob(blob => { if (blob) save('parley.png', 'image/png', blob); });
}

export function saveSVG(): void {
  const now = frame();
  if (!now) return;
  const pen = new SvgPen();
  draw(pen, scene.value, { ...now, selected: '', focused: '', hovered: '' });
  save('parley.svg', 'image/svg+xml', pen.picture(now.width, now.height, now.theme.paper, `${scene.value.dots.length} nodes, ${scene.value.ties.length} edges`));
}

const MOST_EXPORTED = 100; // roots that the server's export takes

/** exportAddress is where the server writes what is on the map in a format; '' where that is more than it takes. */
export function exportAddress(format: string): string {
  const { dots } = scene.value;
  if (dots.length === 0 || dots.length > MOST_EXPORTED) return '';
  const { asOf, knownOn } = day.value;
  const wanted = new URLSearchParams({ format, depth: '1', maxNodes: String(dots.length), ...(asOf && { asOf }), ...(knownOn && { knownOn }) });
  for (const dot of dots) wanted.append('roots', dot.node.id);
  return `/export?${wanted}`;
}

/** question is the GraphQL that finds what is on the map. */
function question(): string {
  const ids = scene.value.dots.map(dot => JSON.stringify(dot.node.id)).join(', ');
  const on = [day.value.asOf && `, asOf: "${day.value.asOf}"`, day.value.knownOn && `, knownOn: "${day.value.knownOn}"`].filter(Boolean).join('');
  return `query OnTheMap {
  nodes(ids: [${ids}]${on}) { id __typename ... on Entity { name } }
  edges(among: [${ids}]${on}) {
    id kind source target label verification
    evidence { quote basis act saidBy { name } source { title } }
  }
}
`;
}

export async function copyQuestion(): Promise<void> {
  await navigator.clipboard.writeText(question());
  say('Copied as GraphQL');
}

export async function copyLink(): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  say('The link is copied');
}
