// The search box: what it finds goes onto the map.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { add } from './actions';
import { AskError } from './ask';
import { search, type Hit } from './data';
import { kindOf, spoken } from './model';
import { KindSample } from './sample';
import { day, say } from './state';
import { plural } from './words';

const PAUSE = 160; // of typing, in milliseconds, before the server is asked

export function Search({ big = false }: { big?: boolean }) {
  const text = useSignal('');
  const hits = useSignal<Hit[]>([]);
  const total = useSignal(0);
  const at = useSignal(-1);
  const shown = useSignal(false);
  const problem = useSignal('');
  const box = useRef<HTMLDivElement>(null);
  const words = text.value.trim();

  useEffect(() => {
    hits.value = [];
    total.value = 0;
    problem.value = '';
    at.value = -1;
    if (!words) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      search(words, day.value, abort.signal).then(
        found => {
          hits.value = found.hits;
          total.value = found.total;
          at.value = found.hits.length > 0 ? 0 : -1;
          say(found.total === 0 ? `Nothing is called ${words}` : plural(found.total, 'result'));
        },
        (cause: unknown) => { if (!abort.signal.aborted) problem.value = cause instanceof AskError ? cause.message : String(cause); },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    text.value = '';
    shown.value = false;
    void add([hit.id]).then(() => document.getElementById('map')?.focus());
  };
  const onKey = (event: KeyboardEvent) => {
    const last = hits.value.length - 1;
    if (event.key === 'ArrowDown') at.value = Math.min(last, at.value + 1);
    else if (event.key === 'ArrowUp') at.value = Math.max(0, at.value - 1);
    else if (event.key === 'Enter') choose(hits.value[at.value]);
    else if (event.key === 'Escape') shown.value = false;
    else return;
    event.preventDefault();
  };
  const open = shown.value && words !== '';
  const id = big ? 'start' : 'search';
  return (
    <div class={big ? 'search big' : 'search'} ref={box} onFocusOut={event => { if (!box.current?.contains(event.relatedTarget as Node | null)) shown.value = false; }}>
      <input
        id={id} type="search" value={text.value} autocomplete="off" spellcheck={false} list={undefined}
        placeholder="Add someone, a meeting, a position" aria-label="Search, to add to the map"
        role="combobox" aria-expanded={open && hits.value.length > 0} aria-controls={`${id}-hits`} aria-autocomplete="list" aria-activedescendant={open && at.value >= 0 ? `${id}-${at.value}` : undefined}
        onInput={event => { text.value = event.currentTarget.value; shown.value = true; }} onFocus={() => { shown.value = true; }} onKeyDown={onKey}
      />
      {open && (
        <div class="hits">
          <ul id={`${id}-hits`} role="listbox" aria-label="Found">
            {hits.value.map((hit, i) => (
              <li key={hit.id} id={`${id}-${i}`} role="option" aria-selected={i === at.value} onPointerDown={event => event.preventDefault()} onClick={() => choose(hit)}>
                <KindSample kind={hit.kind} />
                <span>{hit.name} <small>{spoken(kindOf(hit.kind).name)}{hit.description ? ` · ${hit.description}` : ''}</small></span>
              </li>
            ))}
          </ul>
          {total.value > hits.value.length && <p class="label">{plural(total.value - hits.value.length, 'more')}: write more of the name.</p>}
          {problem.value && <p class="label">{problem.value}</p>}
        </div>
      )}
    </div>
  );
}
