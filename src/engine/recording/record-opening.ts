import type { LearningEvent } from '../../collections/index.js';
import type { AffectedDocuments, Folded, History, IncomingEvent } from '../../learner/index.js';
import { StaleDocuments } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { Admissions } from './admission.js';
import { foldLoaded } from './fold-loaded.js';
import { isNewest, isStale } from './freshness.js';
import { loadAffected } from './load-affected.js';
import { logNext } from './log-events.js';
import { moveAfter } from './move-learner.js';
import { recordLate } from './record-late.js';
import { plannedChange } from './record-next.js';
import { withProvenance } from './with-provenance.js';

/** What stands around the event that was sent. */
const BESIDE: ReadonlySet<IncomingEvent['type']> = new Set(['session_started', 'session_ended', 'consent_withdrawn']);

type Events = readonly [IncomingEvent, ...IncomingEvent[]];

/**
 * Stores an event with the starts and ends of sessions and the withdrawals of consent that it brings about, in one transaction.
 *
 * @param events of one learner, in the order of history
 * @returns what is stored of each
 */
export async function recordOpening(context: EngineContext, events: Events, where: string): Promise<readonly LearningEvent[]> {
  const loaded = await Promise.all(events.map((event) => loadAffected(context, event)));
  if (loaded.some(({ affected }) => isStale(affected, context))) throw new StaleDocuments(events[0].user_id);
  const known = loaded.map(({ event }) => event) as unknown as Events;
  const isNext = loaded.every(({ affected, event, changed }) => isNewest(affected, event, changed));
  return isNext
    ? recordAll(
        context,
        known,
        loaded.map(({ affected }) => affected),
        where,
      )
    : recordLate(context, known, where);
}

async function recordAll(
  context: EngineContext,
  events: Events,
  touched: readonly AffectedDocuments[],
  where: string,
): Promise<readonly LearningEvent[]> {
  const admissions = new Admissions(events[0].user_id);
  const add = (event: IncomingEvent, to: History) => admissions.fold(event, to);
  const { history, folded, sessions, mastery } = foldLoaded(context.models, events, touched, add);
  const dna = touched.find((one) => one.dna !== null)?.dna ?? null;
  const stored = events.map((event, index) => withProvenance(context, event, folded[index] as Folded));
  const { learning_sessions, content_mastery, learning_dna } = context.repositories;
  await logNext(context, {
    events: stored,
    admission: admissions.planned(context, where),
    changes: [
      ...Array.from(history.sessions, ([id, after]) => plannedChange(learning_sessions, sessions.get(id) ?? null, after)),
      ...Array.from(history.masteries.values(), (after) => plannedChange(content_mastery, mastery, after)),
      dna === null ? undefined : plannedChange(learning_dna, dna, history.dna),
    ],
  });
  if (mastery === null) await moveAfter(context, new Map([[events[0].user_id, [...history.masteries.values()]]]));
  const last = folded[events.findIndex(({ type }) => !BESIDE.has(type))];
  if (last !== undefined) context.recentState.keep(events[0].user_id, last, context.models);
  return stored;
}
