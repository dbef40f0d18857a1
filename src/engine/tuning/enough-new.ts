import type { ModelTuning } from '../../collections/index.js';

/** Before the log has so many events, no fit can tell anything. */
const FIRST_EVENTS = 300;
/** A log below so many events is young: a fit takes a second or two, and each is worth a lot to those who come next. */
const YOUNG_EVENTS = 20_000;
/**
 * The log grows by this factor from one version to the next: few versions (25 up to a million events), and each from much that is new. It grows less
 * while it is young, and after a fit that was not served: of few answers one judgement in two is chance, and the next is cheap.
 */
const GROWTH = { young: { activated: 1.3, refused: 1.2 }, mature: { activated: 1.6, refused: 1.25 } } as const;
/** After so long a smaller growth is enough: learners and material change. Milliseconds. */
const LONG_MS = 7 * 86_400_000;
const GROWTH_AFTER_LONG = 1.1;

/**
 * How many events the log must have before the next tuning.
 *
 * @param last - the tuning that ended last; nothing before the first
 * @example
 * eventsNeeded({ end: 'activated', events: 1_000, at: monday }, tuesday) //=> 1300
 */
export function eventsNeeded(last: Pick<NonNullable<ModelTuning['last']>, 'end' | 'events' | 'at'> | undefined, now: Date): number {
  if (last === undefined) return FIRST_EVENTS;
  const growth = GROWTH[last.events < YOUNG_EVENTS ? 'young' : 'mature'];
  const mature = growth[last.end === 'activated' ? 'activated' : 'refused'];
  const isLong = now.getTime() - last.at.getTime() >= LONG_MS;
  return Math.max(FIRST_EVENTS, Math.ceil(last.events * (isLong ? GROWTH_AFTER_LONG : mature)));
}
