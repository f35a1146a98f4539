// The page before there is a map.
import type { ComponentChildren } from 'preact';
import { add } from './actions';
import { useAsked } from './asked';
import { connected, type Hit } from './data';
import { KindSample } from './sample';
import { Search } from './search';

export function Start({ children }: { children: ComponentChildren }) {
  const { answer } = useAsked<Hit[]>('connected', connected);
  return (
    <div class="start">
      <h1>Begin with someone</h1>
      <p class="lede">Find a person, a country, a meeting or a position. It becomes the middle of a map that grows one step at a time, with the words behind every line.</p>
      <Search big />
      {answer && answer.length > 0 && (
        <>
          <p class="label">or with those who took part in most:</p>
          <ul class="begin">{answer.map(hit => <li key={hit.id}><button type="button" onClick={() => void add([hit.id])}><KindSample kind={hit.kind} /> {hit.name}</button></li>)}</ul>
        </>
      )}
      {children}
    </div>
  );
}
