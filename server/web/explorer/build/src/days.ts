// Days as numbers, so that a slider can count them.
import type { When } from './data';

const DAY = 86_400_000;

export function toNumber(date: string | null | undefined): number | null {
  if (!date) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : Math.round(time / DAY);
}

export function toDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Bounds are the days of a date: it holds for certain between the inner two. */
interface Bounds { first: number | null; sure: number | null; until: number | null; last: number | null }

export function boundsOf(when: When): Bounds {
  return { first: toNumber(when.startEarliest), sure: toNumber(when.startLatest), until: toNumber(when.endEarliest), last: toNumber(when.endLatest) };
}

/** hasDay reports whether a date has any day: one of words alone has none. */
export function hasDay(when: When | null): boolean {
  return when !== null && Object.values(boundsOf(when)).some(day => day !== null);
}

/** extentOf is from before the first to after the last day of some dates, or null where none has a day. */
export function extentOf(whens: readonly When[]): { first: number; last: number } | null {
  const days = whens.flatMap(when => Object.values(boundsOf(when))).filter(day => day !== null);
  if (days.length === 0) return null;
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  const margin = Math.max(1, Math.round((last - first) * 0.03));
  return { first: first - margin, last: last + margin };
}
