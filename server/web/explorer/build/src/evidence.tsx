// The words that say so: by source, what counts first.
import type { Statement, Told } from './data';
import { spoken } from './model';
import { capital, dateOf, plural, readable, sourceAddress, speaker, votesLine, why } from './words';

const DENIES = 'DENIES'; // a polarity: the same in every model

interface Group { id: string; name: string; date: string; publisher: string; statements: Statement[] }

/** bySource groups statements, in the order of the first of each source. */
function bySource(statements: readonly Statement[]): Group[] {
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    const { source } = statement;
    const id = source?.id ?? '';
    const group = groups.get(id) ?? { id, name: source?.title ?? source?.name ?? 'a source that is not there any more', date: dateOf(source?.published), publisher: source?.publisher ?? '', statements: [] };
    group.statements.push(statement);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function Words({ statement }: { statement: Statement }) {
  const { context, quote, locator } = statement;
  if (!quote) return <p class="locator">{locator}</p>;
  if (!context) return <blockquote>“<mark>{quote}</mark>”</blockquote>;
  return <blockquote>{context.before}<mark>{context.quote}</mark>{context.after}</blockquote>;
}

function Said({ statement, first }: { statement: Statement; first: boolean }) {
  const { counts, polarity, basis, act, saidWhen, correctedBy, says } = statement;
  const denies = polarity === DENIES;
  const silent = polarity === 'SILENT';
  return (
    <li class={counts ? 'said' : 'said spent'}>
      <Words statement={statement} />
      <p class="by">
        {speaker(statement)}{act && ` · ${spoken(act)}`}{dateOf(saidWhen) && ` · ${dateOf(saidWhen)}`}
        {basis && <> · <span class={basis === 'INFERRED' ? 'chip inferred' : 'chip'}>{spoken(basis)}</span></>}
        {first && counts && <> <span class="chip first">decides</span></>}
        {denies && <> <span class="chip contested">says no</span></>}
        {silent && <> <span class="chip">will not say</span></>}
        {!counts && <> <span class="chip">no longer counts</span></>}
        {sourceAddress(statement) && <> · <a href={sourceAddress(statement)}>read it there</a></>}
      </p>
      {says.length > 0 && <p class="why">{says.map(({ property, value }) => `${spoken(property)} ${readable(value)}`).join(' · ')}</p>}
      {correctedBy && <p class="why">Corrected by {correctedBy.source?.name ?? 'a later statement'}.</p>}
    </li>
  );
}

/** Sources shows statements under the sources that they are of. */
function Sources({ statements, first }: { statements: readonly Statement[]; first?: string | undefined }) {
  return (
    <>
      {bySource(statements).map(group => (
        <section key={group.id} class="source">
          <h4>{group.name}</h4>
          {(group.publisher || group.date) && <p class="label">{[group.publisher, group.date].filter(Boolean).join(' · ')}</p>}
          <ul>{group.statements.map(statement => <Said key={statement.id} statement={statement} first={statement.id === first} />)}</ul>
        </section>
      ))}
    </>
  );
}

/** against are the votes against it that are cast elsewhere: what one says of a claim, or for whom one speaks. */
function against({ reasons, statements }: Told): Statement[] {
  const here = new Set(statements.map(statement => statement.id));
  const cast = reasons.flatMap(reason => reason.votes).filter(vote => vote.side === DENIES && !here.has(vote.statement.id));
  return [...new Map(cast.map(({ statement }) => [statement.id, statement])).values()];
}

export function Evidence({ told }: { told: Told }) {
  const { statements, reasons } = told;
  const decided = why(reasons);
  const first = statements.find(statement => statement.counts)?.id;
  const denying = statements.filter(statement => statement.counts && statement.polarity === DENIES).length;
  const others = against(told);
  return (
    <>
      <h3>Who says so</h3>
      {(told.verification || decided) && <p class="why">{votesLine(told.verification, told.support)} {decided}</p>}
      {denying > 0 && <p class="why against">{capital(plural(denying, 'statement speaks', 'statements speak'))} against it.</p>}
      <Sources statements={statements} first={first} />
      {told.more && <p class="why">There is more; these are the first {statements.length} statements.</p>}
      {statements.length === 0 && <p class="why">An editor states it; no words are cited for it.</p>}
      {others.length > 0 && <><h3>Who says otherwise</h3><Sources statements={others} /></>}
    </>
  );
}
