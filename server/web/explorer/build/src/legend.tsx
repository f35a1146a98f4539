// What is on the map, and what lines mean; each line filters.
import { signal } from '@preact/signals';
import { toggle, unhide } from './actions';
import { kindOf, model } from './model';
import { nameOf } from './scene';
import { KindSample, LineSample } from './sample';
import { chart, classes, placed, shownNodes, ties } from './state';
import { lines } from './words';

/** legendShown is whether it is shown where there is no room for it beside the map. */
export const legendShown = signal(false);

function Line({ name, words, count, sample }: { name: string; words: string; count: number; sample: preact.ComponentChild }) {
  const on = !chart.value.off.includes(name);
  return (
    <li>
      <button type="button" class="entry" aria-pressed={on} onClick={() => toggle(name)}>
        {sample}<span>{words}</span><span class="count">{count}</span>
      </button>
    </li>
  );
}

export function Legend() {
  const kinds = new Map<string, number>();
  for (const { kind } of placed.value) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const marks = new Map<string, number>();
  for (const edge of ties.value) for (const name of classes(edge)) marks.set(name, (marks.get(name) ?? 0) + 1);
  const { hidden } = chart.value;
  return (
    <section class={legendShown.value ? 'side open' : 'side'} aria-label="Legend">
      <p class="label">{shownNodes.value.length} of {placed.value.length} shown</p>
      <h2>Nodes</h2>
      <ul>{model.kinds.filter(kind => kinds.has(kind.name)).map(kind => (
        <Line key={kind.name} name={kind.name} words={kindOf(kind.name).plural} count={kinds.get(kind.name) ?? 0} sample={<KindSample kind={kind.name} />} />
      ))}</ul>
      <h2>Edges</h2>
      <ul>{lines.filter(line => marks.has(line.name)).map(line => (
        <Line key={line.name} name={line.name} words={line.words} count={marks.get(line.name) ?? 0} sample={<LineSample marks={line.marks} />} />
      ))}</ul>
      <h2>Hidden</h2>
      {hidden.length === 0 ? <p class="why">none · press H on a node</p> : (
        <ul>{hidden.map(id => <li key={id} class="hidden"><span>{nameOf(id)}</span><button type="button" class="plain" onClick={() => unhide(id)}>show<span class="unseen"> {nameOf(id)}</span></button></li>)}</ul>
      )}
    </section>
  );
}
