import type { ModelTuning } from '../../collections/index.js';

/** Before the log has so many events, no fit can tell anything. */
const FIRST_EVENTS = 300;
/** The log grows by this factor from one version to the next: few versions (18 up to a million events), and each from much that is new. */
const GROWTH = 1.6;
/** By this one after a fit that was not served: of few answers one judgement in two is chance, and the next is cheap. */
const GROWTH_AFTER_REFUSAL = 1.25;
/** After so long a smaller growth is enough: learners and material change. Milliseconds. */
const LONG_MS = 7 * 86_400_000;
const GROWTH_AFTER_LONG = 1.1;

/**
 * How many events the log must have before the next tuning.
 *
 * @param last - the tuning that ended last; nothing before the first
 * @example
 * eventsNeeded({ end: 'activated', events: 1_000, at: monday }, tuesday) //=> 1600
 */
export function eventsNeeded(last: Pick<NonNullable<ModelTuning['last']>, 'end' | 'events' | 'at'> | undefined, now: Date): number {
  if (last === undefined) return FIRST_EVENTS;
  const usual = last.end === 'activated' ? GROWTH : GROWTH_AFTER_REFUSAL;
  const isLong = now.getTime() - last.at.getTime() >= LONG_MS;
  return Math.max(FIRST_EVENTS, Math.ceil(last.events * (isLong ? GROWTH_AFTER_LONG : usual)));
}
