// What the panels say, in sentences.
import type { Edge, Reason, Statement, Support, When } from './data';
import { edgeType, model, spoken, type Mark } from './model';
import { nameOf } from './scene';
import { STATED } from './state';

/** lines are the lines of the legend, with what they mean. */
export const lines: readonly { name: string; marks: readonly Mark[]; words: string }[] = [
  { name: STATED, marks: [], words: 'held, stated' },
  { name: 'planned', marks: ['planned'], words: 'planned' },
  { name: 'inferred', marks: ['inferred'], words: 'inferred' },
  { name: 'open', marks: ['open'], words: 'not known, not said' },
  { name: 'contested', marks: ['contested'], words: 'contested' },
  { name: 'not', marks: ['not'], words: 'denied, absent' },
  { name: 'ended', marks: ['ended'], words: 'ended' },
  { name: 'for', marks: ['for'], words: 'for' },
  { name: 'against', marks: ['against'], words: 'against' },
];

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function dateOf(when: When | null | undefined): string {
  return when?.edtf ?? when?.text ?? '';
}

/** tieWords is what stands between the ends of an edge. */
export function tieWords(edge: Edge): string {
  return edge.value ? `${edgeType(edge.kind).words} · ${spoken(edge.value)}` : edgeType(edge.kind).words;
}

export function tieLine(edge: Edge): string {
  return `${nameOf(edge.source)} — ${tieWords(edge)} — ${nameOf(edge.target)}`;
}

/** votesLine is what the votes come to, in a sentence. */
export function votesLine(verification: string | null, support: Support | null): string {
  if (!verification) return '';
  const meaning = model.votes[verification]?.words ?? '';
  const parts = support ? [
    support.affirmed && `${plural(support.affirmed, 'party affirms', 'parties affirm')} it`,
    support.denied && `${plural(support.denied, 'denies', 'deny')} it`,
    support.silent && `${plural(support.silent, 'will not say', 'will not say')}`,
  ].filter(Boolean) : [];
  return `${capital(spoken(verification))}: ${meaning}.${parts.length ? ` ${capital(parts.join(', '))}.` : ''}`;
}

/** why is, in sentences, why properties have their values: of those that somebody gives another. */
export function why(reasons: readonly Reason[]): string {
  const decided = reasons.filter(({ decidedBy, over }) => decidedBy && over.length > 0);
  return decided.map(({ property, value, decidedBy, over }) => {
    const others = over.map(o => readable(o.value)).join(' or ');
    return `${capital(spoken(property))} is ${readable(value)}, not ${others}: ${model.rules[decidedBy ?? '']}.`;
  }).join(' ');
}

/** readable is a value as one reads it. */
export function readable(value: string): string {
  return /^[A-Z_]+$/.test(value) ? spoken(value) : nameOf(value);
}

/** speaker is who says something, and for whom. */
export function speaker({ saidBy, saidFor, source }: Statement): string {
  const who = saidBy?.name ?? source?.publisher ?? 'the source itself';
  return saidFor && saidFor.name !== who ? `${who} for ${saidFor.name}` : who;
}

/** entityAddress is the page of a node. */
export function entityAddress(id: string): string {
  return `/entity/${encodeURIComponent(id)}`;
}

/** sourceAddress is where the words of a statement stand in the page of its source. */
export function sourceAddress({ source, start, locator }: Statement): string {
  if (!source) return '';
  const at = start !== null ? `?at=${start}#at` : locator ? `?row=${encodeURIComponent(locator)}#at` : '';
  return `/source/${encodeURIComponent(source.id)}${at}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
