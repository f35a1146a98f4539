// The table twin: the same nodes and edges as rows, with the same actions.
import { useSignal } from '@preact/signals';
import { expandAll, hide } from './actions';
import { spoken } from './model';
import { KindSample, LineSample } from './sample';
import { nameOf, scene } from './scene';
import { csv, save } from './takeaway';
import { selected } from './state';
import { dateOf, plural, tieWords } from './words';

interface Column<T> { title: string; of: (row: T) => string | number }

function useSorted<T>(rows: readonly T[], columns: readonly Column<T>[]) {
  const by = useSignal({ column: 0, down: false });
  const { column, down } = by.value;
  const of = columns[column]?.of ?? (() => '');
  const compare = (a: T, b: T) => {
    const [x, y] = [of(a), of(b)];
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true });
  };
  const sorted = [...rows].sort((a, b) => (down ? -1 : 1) * compare(a, b));
  const head = columns.map(({ title }, i) => (
    <th key={title} scope="col" aria-sort={i === column ? (down ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="plain" onClick={() => { by.value = { column: i, down: i === column && !down }; }}>{title}{i === column ? (down ? ' ↓' : ' ↑') : ''}</button>
    </th>
  ));
  return { sorted, head };
}

function download<T>(name: string, rows: readonly T[], columns: readonly Column<T>[]): void {
  save(name, 'text/csv', csv([columns.map(column => column.title), ...rows.map(row => columns.map(column => String(column.of(row))))]));
}

export function Table() {
  const { dots, ties } = scene.value;
  const degree = new Map<string, number>();
  for (const { edge } of ties) for (const id of new Set([edge.source, edge.target])) degree.set(id, (degree.get(id) ?? 0) + 1);
  const nodeColumns: Column<(typeof dots)[number]>[] = [
    { title: 'name', of: dot => dot.node.name },
    { title: 'kind', of: dot => spoken(dot.node.kind) },
    { title: 'state', of: dot => spoken(dot.node.value) },
    { title: 'date', of: dot => dateOf(dot.node.when) },
    { title: 'edges', of: dot => degree.get(dot.node.id) ?? 0 },
    { title: 'id', of: dot => dot.node.id },
  ];
  const edgeColumns: Column<(typeof ties)[number]>[] = [
    { title: 'from', of: tie => nameOf(tie.edge.source) },
    { title: 'what', of: tie => tieWords(tie.edge) },
    { title: 'to', of: tie => nameOf(tie.edge.target) },
    { title: 'sure', of: tie => [spoken(tie.edge.verification), ...tie.edge.marks.map(spoken)].join(', ') },
  ];
  const shownColumns = nodeColumns.slice(0, -1); // the id is for files
  const nodes = useSorted(dots, shownColumns);
  const edges = useSorted(ties, edgeColumns);
  return (
    <div class="sheet" tabIndex={0} role="region" aria-label="Table of what is on the map">
      <div class="caption"><h2>{plural(dots.length, 'node')}</h2><button type="button" onClick={() => download('nodes.csv', nodes.sorted, nodeColumns)}>Nodes as CSV</button></div>
      <table>
        <thead><tr>{nodes.head}<th scope="col"><span class="unseen">actions</span></th></tr></thead>
        <tbody>{nodes.sorted.map(dot => (
          <tr key={dot.node.id} data-id={dot.node.id} aria-selected={dot.node.id === selected.value || undefined}>
            <th scope="row"><button type="button" class="plain" onClick={() => { selected.value = dot.node.id; }}><KindSample kind={dot.node.kind} /> {dot.node.name}</button></th>
            {shownColumns.slice(1).map(column => <td key={column.title}>{column.of(dot)}</td>)}
            <td class="acts"><button type="button" class="plain" onClick={() => void expandAll(dot.node)}>expand<span class="unseen"> {dot.node.name}</span></button> <button type="button" class="plain" onClick={() => hide(dot.node.id)}>hide<span class="unseen"> {dot.node.name}</span></button></td>
          </tr>
        ))}</tbody>
      </table>
      <div class="caption"><h2>{plural(ties.length, 'edge')}</h2><button type="button" onClick={() => download('edges.csv', edges.sorted, edgeColumns)}>Edges as CSV</button></div>
      <table>
        <thead><tr>{edges.head}</tr></thead>
        <tbody>{edges.sorted.map(({ edge }) => (
          <tr key={edge.id} aria-selected={edge.id === selected.value || undefined}>
            <th scope="row">{nameOf(edge.source)}</th>
            <td><button type="button" class="plain" onClick={() => { selected.value = edge.id; }}><LineSample marks={edge.marks} /> {tieWords(edge)}</button></td>
            <td>{nameOf(edge.target)}</td>
            <td>{edgeColumns[3]?.of({ edge } as (typeof ties)[number])}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
