// Who takes which stance: a row for each actor, a column for each position.
import type { Edge } from './data';
import { model, spoken } from './model';
import { nameOf } from './scene';
import { LineSample } from './sample';
import { selected, shownEdges } from './state';

export function Matrix() {
  const stances = shownEdges.value.filter(edge => edge.kind === model.stance);
  const byName = (a: string, b: string) => nameOf(a).localeCompare(nameOf(b), 'en');
  const rows = [...new Set(stances.map(edge => edge.source))].sort(byName);
  const columns = [...new Set(stances.map(edge => edge.target))].sort(byName);
  if (stances.length === 0) return <div class="sheet"><h2>Stances</h2><p class="why">Nobody on the map takes a stance on anything on the map. Expand a position, or an actor's positions.</p></div>;
  return (
    <div class="sheet" tabIndex={0} role="region" aria-label="Matrix of stances">
      <h2>Who is for what</h2>
      <table class="matrix">
        <thead><tr><td />{columns.map(id => <th key={id} scope="col"><button type="button" class="plain" onClick={() => { selected.value = id; }}>{nameOf(id)}</button></th>)}</tr></thead>
        <tbody>{rows.map(row => (
          <tr key={row}>
            <th scope="row"><button type="button" class="plain" onClick={() => { selected.value = row; }}>{nameOf(row)}</button></th>
            {columns.map(column => <Cell key={column} edges={stances.filter(edge => edge.source === row && edge.target === column)} />)}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function Cell({ edges }: { edges: Edge[] }) {
  if (edges.length === 0) return <td class="blank"><span class="unseen">says nothing</span></td>;
  return <td>{edges.map(edge => <button key={edge.id} type="button" class="plain" onClick={() => { selected.value = edge.id; }}><LineSample marks={edge.marks} /> {spoken(edge.value)}</button>)}</td>;
}
