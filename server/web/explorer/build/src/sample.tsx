// Small pictures of lines and shapes, for the legend and lists.
import { lineOf } from './draw';
import { kindOf, type Mark } from './model';
import { pointsOf } from './shapes';
import type { Theme } from './theme';

const sheet: Theme = {
  paper: 'var(--sheet)', ink: 'var(--ink)', quiet: 'var(--quiet)', link: 'var(--link)', conflict: 'var(--conflict)', yes: 'var(--yes)', hues: {},
};

export function KindSample({ kind }: { kind: string }) {
  const { shape, hue } = kindOf(kind);
  const points = pointsOf(shape).map(([x, y]) => `${8 + 6.5 * x},${8 + 6.5 * y}`).join(' ');
  const style = { fill: `var(--${hue})` };
  return <svg class="sample" viewBox="0 0 16 16" aria-hidden="true">{points ? <polygon points={points} style={style} /> : <circle cx="8" cy="8" r="6.5" style={style} />}</svg>;
}

export function LineSample({ marks }: { marks: readonly Mark[] }) {
  const { colour, width, dash = [], alpha = 1 } = lineOf(new Set(marks), sheet);
  const style = { stroke: colour, strokeWidth: width, strokeDasharray: dash.join(' '), opacity: alpha };
  return (
    <svg class="sample line" viewBox="0 0 32 16" aria-hidden="true">
      <line x1="1" y1="8" x2="31" y2="8" style={style} />
      <Sign marks={marks} />
    </svg>
  );
}

function Sign({ marks }: { marks: readonly Mark[] }) {
  const conflict = { fill: 'var(--conflict)' };
  if (marks.includes('not')) return <path d="M11 3 21 13M11 13 21 3" style={{ stroke: 'var(--conflict)', strokeWidth: 2, fill: 'none' }} />;
  if (marks.includes('contested')) return <path d="M16 2 22 8 16 14 10 8Z" style={conflict} />;
  if (marks.includes('for')) return <path d="M16 2.5 21.5 12.5H10.5Z" style={{ fill: 'var(--yes)' }} />;
  if (marks.includes('against')) return <path d="M16 13.5 21.5 3.5H10.5Z" style={conflict} />;
  return null;
}
