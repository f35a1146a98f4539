// The days that are shown. While a handle moves, what is on the map is filtered in
// the page; once it is let go, the server is asked for the graph as of that day.
import { computed, useSignal } from '@preact/signals';
import { reload } from './actions';
import { boundsOf, extentOf, hasDay, toDate, toNumber } from './days';
import { kindOf } from './model';
import { chart, dated, day, placed, span } from './state';

const BARS = 120; // of the shading

const extent = computed(() => {
  const { places } = chart.value;
  return extentOf([...dated.value.values()].filter(node => places[node.id]).map(node => node.when).filter(when => when !== null));
});

/** shading counts, for each part of the time, what was there for certain and what may have been. */
const shading = computed(() => {
  const over = extent.value;
  if (!over) return [];
  const width = (over.last - over.first) / BARS;
  const bars = Array.from({ length: BARS }, () => ({ certain: 0, possible: 0 }));
  for (const node of dated.value.values()) {
    if (!node.when || !chart.value.places[node.id]) continue;
    const { first, sure, until, last } = boundsOf(node.when);
    const [from, to] = [first ?? sure ?? over.first, last ?? until ?? over.last];
    bars.forEach((bar, i) => {
      const [start, end] = [over.first + i * width, over.first + (i + 1) * width];
      if (end < from || start > to) return;
      if (sure !== null && until !== null && sure <= end && until >= start) bar.certain++;
      else bar.possible++;
    });
  }
  return bars;
});

export function Time() {
  const over = extent.value;
  const undated = placed.value.filter(node => kindOf(node.kind).timed && !hasDay(node.when)).length;
  const known = useSignal(day.value.knownOn !== null);
  if (!over) return <p class="time label">Nothing on the map has a date · no date: {undated}</p>;
  const on = known.value ? day.value.knownOn : span.value.to ?? day.value.asOf;
  const from = toNumber(span.value.from) ?? over.first;
  const to = Math.min(over.last, toNumber(on) ?? over.last);

  // A day of the world also filters what is on the map at once; a day of knowledge only the server can tell of.
  const ask = (until: string | null) => {
    const next = known.value ? { asOf: null, knownOn: until } : { asOf: until, knownOn: null };
    span.value = { ...span.value, to: next.asOf };
    if (next.asOf === day.value.asOf && next.knownOn === day.value.knownOn) return;
    day.value = next;
    void reload();
  };
  const dateAt = (value: number) => (value >= over.last ? null : toDate(Math.max(value, from)));
  const setFrom = (value: number) => { span.value = { ...span.value, from: value <= over.first ? null : toDate(Math.min(value, to)) }; };
  const range = { type: 'range', min: over.first, max: over.last, step: 1 } as const;
  const words = known.value ? 'Known on' : 'As of';
  return (
    <div class="time" role="group" aria-label="Days">
      <label class="label">{words} <input type="date" value={on ?? ''} onChange={event => ask(event.currentTarget.value || null)} /></label>
      <div class="slider">
        <Shading />
        <input {...range} value={from} aria-label="From" aria-valuetext={toDate(from)} onInput={event => setFrom(event.currentTarget.valueAsNumber)} />
        <input
          {...range} value={to} aria-label={words} aria-valuetext={on ?? 'now'}
          onInput={event => { if (!known.value) span.value = { ...span.value, to: dateAt(event.currentTarget.valueAsNumber) }; }}
          onChange={event => ask(dateAt(event.currentTarget.valueAsNumber))}
        />
      </div>
      <span class="label days">{toDate(from)} – {on ?? 'now'}</span>
      <span class="label key"><i class="certain" /> certain <i class="possible" /> possible</span>
      <span class="label">no date: {undated}</span>
      <label class="label"><input type="checkbox" checked={known.value} onChange={event => { known.value = event.currentTarget.checked; ask(on); }} /> what was known</label>
    </div>
  );
}

function Shading() {
  const bars = shading.value;
  const most = Math.max(1, ...bars.map(bar => bar.certain + bar.possible));
  return (
    <svg class="shading" viewBox={`0 0 ${BARS} 20`} preserveAspectRatio="none" aria-hidden="true">
      {bars.map(({ certain, possible }, i) => {
        const [sure, all] = [(20 * certain) / most, (20 * (certain + possible)) / most];
        return all === 0 ? null : <g key={i}><rect x={i} y={20 - all} width="1" height={all} class="possible" /><rect x={i} y={20 - sure} width="1" height={sure} class="certain" /></g>;
      })}
    </svg>
  );
}
