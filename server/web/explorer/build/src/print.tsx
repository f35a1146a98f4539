// The map on paper: the picture with its lines numbered, and for each number the
// words that say so.
import { signal } from '@preact/signals';
import { attempt } from './actions';
import { fitted } from './camera';
import { quotes, type Quoted } from './data';
import { draw } from './draw';
import { SvgPen } from './pen';
import { at } from './route';
import { scene, type Tie } from './scene';
import { day } from './state';
import { readTheme } from './theme';
import { frame, onScreen } from './view';
import { dateOf, tieLine } from './words';

interface Sheet { picture: string; notes: { line: string; quoted: Quoted | undefined }[] }

const sheet = signal<Sheet | null>(null);
const PAPER = { width: 1000, height: 700 };

/** print asks for the words of all lines, and has the browser print them. */
export function print(): Promise<void> {
  return attempt('Preparing to print', async () => {
    const { dots, ties } = scene.value;
    const words = await quotes(dots.map(dot => dot.node.id), day.value);
    sheet.value = { picture: picture(ties), notes: ties.map(({ edge }) => ({ line: tieLine(edge), quoted: words.get(edge.id) })) };
    requestAnimationFrame(() => setTimeout(() => {
      window.print();
      sheet.value = null;
    }));
  });
}

function picture(ties: readonly Tie[]): string {
  const now = frame();
  if (!now) return '';
  const on = { ...now, ...PAPER, camera: fitted(PAPER), theme: readTheme('light'), selected: '', focused: '', hovered: '' };
  const pen = new SvgPen();
  draw(pen, scene.value, on);
  ties.forEach(({ route }, i) => {
    const { x, y } = at(route, 0.36);
    const [left, top] = onScreen(on, x, y);
    pen.text(String(i + 1), left - 4, top + 4, { colour: on.theme.ink, halo: on.theme.paper, size: 10, bold: true });
  });
  return pen.picture(PAPER.width, PAPER.height, on.theme.paper, `${scene.value.dots.length} nodes, ${ties.length} edges`);
}

export function Printed() {
  if (!sheet.value) return null;
  const { picture: svg, notes } = sheet.value;
  return (
    <section class="print">
      <div dangerouslySetInnerHTML={{ __html: svg }} />
      <ol>{notes.map(({ line, quoted }, i) => (
        <li key={line}><b>{i + 1}</b> {line}. {quoted?.quote && <q>{quoted.quote}</q>}{quoted && !quoted.quote && quoted.locator} {quoted?.source && <cite>{[quoted.saidBy?.name, quoted.source.name, dateOf(quoted.source.published)].filter(Boolean).join(', ')}</cite>}</li>
      ))}</ol>
    </section>
  );
}
