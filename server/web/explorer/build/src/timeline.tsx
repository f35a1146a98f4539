// What is on the map, in the order of time; what has no date stands in a lane of its own.
import type { Node } from './data';
import { boundsOf, extentOf, hasDay } from './days';
import { kindOf, spoken } from './model';
import { KindSample } from './sample';
import { selected, shownNodes } from './state';
import { dateOf } from './words';

export function Timeline() {
  const known = shownNodes.value.filter(node => hasDay(node.when));
  const undated = shownNodes.value.filter(node => !hasDay(node.when) && kindOf(node.kind).timed);
  const timeless = shownNodes.value.length - known.length - undated.length;
  const start = (node: Node) => node.when?.startEarliest ?? node.when?.startLatest ?? node.when?.endLatest ?? '';
  known.sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : a.name < b.name ? -1 : 1));
  const over = extentOf(known.map(node => node.when).filter(when => when !== null)) ?? { first: 0, last: 1 };
  return (
    <div class="sheet" tabIndex={0} role="region" aria-label="Timeline of what is on the map">
      <h2>In order</h2>
      {known.length === 0 && <p class="why">Nothing on the map has a date.</p>}
      <ol class="lanes">{known.map(node => <Lane key={node.id} node={node} over={over} />)}</ol>
      <h2>No date: {undated.length}</h2>
      <ol class="lanes">{undated.map(node => <Lane key={node.id} node={node} over={over} />)}</ol>
      {timeless > 0 && <p class="why">{timeless} others are of kinds that have no date.</p>}
    </div>
  );
}

function Lane({ node, over }: { node: Node; over: { first: number; last: number } }) {
  return (
    <li class={node.id === selected.value ? 'chosen' : undefined}>
      <time>{dateOf(node.when) || 'no date'}</time>
      <button type="button" class="plain" onClick={() => { selected.value = node.id; }}><KindSample kind={node.kind} /> {node.name}{node.value && <small> {spoken(node.value)}</small>}</button>
      <Bar node={node} over={over} />
    </li>
  );
}

/** Bar is solid where it was for certain, and fades where it only may have been. */
function Bar({ node, over }: { node: Node; over: { first: number; last: number } }) {
  if (!node.when) return null;
  const { first, sure, until, last } = boundsOf(node.when);
  if (first === null && last === null && sure === null) return <span class="bar" />;
  const x = (day: number) => (100 * (day - over.first)) / (over.last - over.first);
  const [from, to] = [x(first ?? over.first), x(last ?? over.last)];
  const [inner, outer] = [x(sure ?? over.last), x(until ?? sure ?? over.first)];
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={Math.min(from, 99)} y="3" width={Math.max(1, to - from)} height="4" class="possible" />
      {sure !== null && until !== null && outer >= inner && <rect x={Math.min(inner, 99)} y="2" width={Math.max(1, outer - inner)} height="6" class="certain" />}
    </svg>
  );
}
