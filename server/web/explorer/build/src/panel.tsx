// What is selected: a node with what it leads to, or an edge with its words.
import { broughtBy, collapse, expand, expandAll, hide, PAGE, pin } from './actions';
import { counts, toldOfEdge, toldOfNode, type Count, type Edge, type Node, type Told } from './data';
import { Evidence } from './evidence';
import { edgeType, kindOf, model, spoken } from './model';
import { KindSample, LineSample } from './sample';
import { nameOf } from './scene';
import { chart, day, nodes, selected, selection, ties } from './state';
import { useAsked } from './asked';
import { capital, dateOf, entityAddress, tieWords } from './words';

export function Panel() {
  const { node, edge } = selection.value;
  return (
    <section class={node || edge ? 'panel open' : 'panel'} aria-label="Selected" tabIndex={-1}>
      {node ? <NodePanel node={node} /> : edge ? <EdgePanel edge={edge} /> : <Hint />}
    </section>
  );
}

function Hint() {
  return (
    <>
      <p class="label">nothing selected</p>
      <p>Choose a node to see what it leads to, or a line to read the words behind it.</p>
      <p class="why">Double-click a node to expand it. Drag one to pin it where you want it.</p>
    </>
  );
}

function Close() {
  return <button type="button" class="plain close" onClick={() => { selected.value = ''; document.getElementById('map')?.focus(); }}>close</button>;
}

function dayKey(): string {
  return `${day.value.asOf} ${day.value.knownOn}`;
}

function NodePanel({ node }: { node: Node }) {
  const told = useAsked<Told>(`${node.id} ${dayKey()}`, signal => toldOfNode(node, day.value, signal));
  const place = chart.value.places[node.id];
  const brought = broughtBy(node.id, chart.value).length;
  const own = ties.value.filter(edge => edge.source === node.id || edge.target === node.id);
  return (
    <>
      <Close />
      <p class="label"><KindSample kind={node.kind} /> {spoken(node.kind)}{node.value && ` · ${spoken(node.value)}`}{dateOf(node.when) && ` · ${dateOf(node.when)}`}</p>
      <h2>{node.name}</h2>
      {told.answer?.description && <p class="lede">{told.answer.description}</p>}
      {told.answer?.texts.map(text => <p key={text} class="statement">{text}</p>)}
      {told.problem && <p class="problem">{told.problem}</p>}
      <Expansions node={node} />
      <p class="tools">
        <button type="button" onClick={() => void expandAll(node)}>Expand</button>
        {brought > 0 && <button type="button" onClick={() => collapse(node.id)}>Collapse {brought}</button>}
        <button type="button" onClick={() => hide(node.id)}>Hide</button>
        <button type="button" aria-pressed={Boolean(place?.pinned)} onClick={() => pin(node.id)}>{place?.pinned ? 'Pinned' : 'Pin'}</button>
        <a href={entityAddress(node.id)}>Read all</a>
      </p>
      {own.length > 0 && (
        <>
          <h3>On the map</h3>
          <ul class="ties">{own.map(edge => <TieLine key={edge.id} edge={edge} of={node.id} />)}</ul>
        </>
      )}
      {told.answer && kindOf(node.kind).reasoned && <Evidence told={told.answer} />}
    </>
  );
}

function TieLine({ edge, of }: { edge: Edge; of: string }) {
  const out = edge.source === of;
  const type = edgeType(edge.kind);
  return (
    <li>
      <button type="button" class="tie" onClick={() => { selected.value = edge.id; }}>
        <LineSample marks={edge.marks} /><span><small>{edge.value ? spoken(edge.value) : spoken(out ? type.out : type.in)}</small> {nameOf(out ? edge.target : edge.source)}</span>
      </button>
    </li>
  );
}

/** Expansions counts where a node leads, before any of it is brought. */
function Expansions({ node }: { node: Node }) {
  const asked = useAsked<Count[]>(`${node.id} ${dayKey()}`, signal => counts(node.id, node.kind, day.value, signal));
  if (asked.problem) return <p class="problem">{asked.problem}</p>;
  if (!asked.answer) return <p class="why">Counting …</p>;
  if (asked.answer.length === 0) return <p class="why">Nothing else is known of it.</p>;
  return <ul class="counts">{asked.answer.map(count => <Expansion key={count.edge} node={node} count={count} />)}</ul>;
}

function Expansion({ node, count: { edge, names, total } }: { node: Node; count: Count }) {
  const here = ties.value.filter(tie => tie.kind === edge && (tie.source === node.id || tie.target === node.id)).length;
  const left = Math.min(PAGE, total - here);
  const name = names.map(spoken).join(', ');
  return (
    <li>
      <span>{name}</span>
      <span class="count">{here > 0 ? `${here} of ${total.toLocaleString('en')}` : total.toLocaleString('en')}</span>
      {left > 0 ? (
        <button type="button" class="plain" onClick={() => void expand(node, edge, name)} aria-label={`Show ${left} of ${total} by ${name}`}>+{left}</button>
      ) : <span class="label">all</span>}
    </li>
  );
}

function EdgePanel({ edge }: { edge: Edge }) {
  const source = nodes.value.get(edge.source);
  const told = useAsked<Told>(`${edge.id} ${dayKey()}`, signal => toldOfEdge(edge, source?.kind ?? '', day.value, signal));
  return (
    <>
      <Close />
      <p class="label"><LineSample marks={edge.marks} /> {tieWords(edge)}{edge.marks.includes('contested') && <> <span class="chip contested">contested</span></>}</p>
      <h2><End id={edge.source} /> <span class="between">{spoken(edge.value || edgeType(edge.kind).words)}</span> <End id={edge.target} /></h2>
      {told.problem && <p class="problem">{told.problem}</p>}
      {told.answer ? <Evidence told={told.answer} /> : !told.problem && <p class="why">Looking for the words …</p>}
      {!told.answer && model.votes[edge.verification] && <p class="why">{capital(spoken(edge.verification))}.</p>}
    </>
  );
}

function End({ id }: { id: string }) {
  return <button type="button" class="end" onClick={() => { selected.value = id; }}>{nameOf(id)}</button>;
}

