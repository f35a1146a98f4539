// How two actors are connected, with the words of each step.
import { useAsked } from './asked';
import { add } from './actions';
import { paths, type Hop, type Path } from './data';
import { kindOf } from './model';
import { day, ends, selected, shownNodes, view } from './state';

export function Paths() {
  const actors = shownNodes.value.filter(node => kindOf(node.kind).actor).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const chosen = actors.some(node => node.id === selected.value) ? selected.value : actors[0]?.id ?? '';
  const from = ends.value.from || chosen;
  const { to } = ends.value;
  const pick = (end: 'from' | 'to', words: string, value: string) => (
    <label>{words} <select value={value} onChange={event => { ends.value = { from: ends.value.from || from, to: ends.value.to, [end]: event.currentTarget.value }; }}>
      <option value="">choose …</option>
      {actors.map(node => <option key={node.id} value={node.id}>{node.name}</option>)}
    </select></label>
  );
  return (
    <div class="sheet" tabIndex={0} role="region" aria-label="Paths">
      <h2>How are they connected?</h2>
      <p class="tools">{pick('from', 'From', from)} {pick('to', 'to', to)}</p>
      {from && to && from !== to ? <Found from={from} to={to} /> : <p class="why">Choose two actors who are on the map: the shortest ways between them, by meetings that were held, stand here with their quotes.</p>}
    </div>
  );
}

function Found({ from, to }: { from: string; to: string }) {
  const { asOf, knownOn } = day.value;
  const { answer, problem } = useAsked<Path[]>(`${from} ${to} ${asOf} ${knownOn}`, signal => paths(from, to, day.value, signal));
  if (problem) return <p class="problem">{problem}</p>;
  if (!answer) return <p class="why">Looking …</p>;
  if (answer.length === 0) return <p class="why">No way of four steps or fewer leads from one to the other.</p>;
  return <ol class="ways">{answer.map((path, i) => <Way key={i} path={path} />)}</ol>;
}

function Way({ path }: { path: Path }) {
  const through = path.hops.flatMap(hop => (hop.meeting ? [hop.meeting.id] : []));
  const show = async () => {
    await add([...path.nodes.map(node => node.id), ...through]);
    view.value = 'graph';
  };
  return (
    <li>
      <p>{path.nodes.map(node => node.name).join(' – ')} <button type="button" class="plain" onClick={() => void show()}>show on the map</button></p>
      <ol>{path.hops.map((hop, i) => <Step key={i} hop={hop} />)}</ol>
    </li>
  );
}

function Step({ hop }: { hop: Hop }) {
  const words = hop.evidence.find(said => said.quote ?? said.locator);
  return (
    <li>
      <p>{hop.from.name} and {hop.to.name}{hop.meeting && <>: <i>{hop.meeting.name}</i></>}</p>
      {words?.quote && <blockquote>“<mark>{words.quote}</mark>”</blockquote>}
      {words && !words.quote && <p class="locator">{words.locator}</p>}
      {words?.source && <p class="label">{words.source.name}</p>}
    </li>
  );
}
