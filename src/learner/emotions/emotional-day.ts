import { addEmotionSums, type EmotionSums, sumEmotions, timelineDefaults } from '../../algorithms/index.js';
import { type EmotionalEvidence, TRIGGERS_KEPT } from '../../collections/index.js';
import { LIMITS } from '../../schema/index.js';
import { learnerDayNumber } from '../learner-day.js';
import type { EmotionalEvent, SessionContext } from './emotional-event.js';
import { feltTimes } from './felt-times.js';

/** What the log says of one day. */
export interface EmotionalDay {
  /** Readings of any confidence. */
  readonly heard: number;
  /** Readings that were taken back with their answers. */
  readonly undone: number;
  /** Null where no reading was sure enough: there is nothing to say then, and no document. */
  readonly evidence: EmotionalEvidence | null;
}

/** The learner's day of an event, counted from 1970: by the clock of its session's zone, which turns at the session's own hour. */
export function emotionalDayOf(occurredAt: Date, { timezone, day_rollover_hour }: SessionContext): number {
  return learnerDayNumber(occurredAt, timezone, day_rollover_hour);
}

/**
 * Sums one day of a learner. A session is what of a session lies in the day: no state lasts past the turn of the day, so that days add up to weeks.
 * The end of a session ends no state earlier than the last reading's own time.
 *
 * @param events as {@link feltTimes} takes them
 * @param sessions the sessions of the events, by id
 * @param threshold readings that are less sure change nothing
 */
export function sumEmotionalDay(
  events: readonly EmotionalEvent[],
  sessions: ReadonlyMap<string, SessionContext>,
  threshold: number,
): EmotionalDay {
  const { heard, undone, times } = feltTimes(events, sessions, threshold);
  const params = { ...timelineDefaults, confidence_threshold: threshold };
  const sums = addEmotionSums(times.map((time) => sumEmotions(time, params)));
  return { heard, undone, evidence: sums.states.length === 0 ? null : evidenceOf(heard, sums) };
}

/** The evidence of a period: that of its days, added in their order. */
export function addEvidence(days: readonly EmotionalEvidence[]): EmotionalEvidence {
  const heard = days.reduce((sum, day) => sum + day.heard, 0);
  return evidenceOf(heard, addEmotionSums(days));
}

/** The commonest of what learners and tutors name without end; the rest of the sums is bounded by itself. */
function evidenceOf(heard: number, sums: EmotionSums): EmotionalEvidence {
  const interventions = mostOf(sums.interventions, LIMITS.shortList, (sum) => sum.applied);
  const kept = new Set(interventions.map(({ intervention_type }) => intervention_type));
  const states = [...new Set(sums.triggers.map(({ emotion }) => emotion))];
  const triggers = states.flatMap((state) =>
    mostOf(
      sums.triggers.filter(({ emotion }) => emotion === state),
      TRIGGERS_KEPT,
      (sum) => sum.readings,
    ),
  );
  const rescues = sums.rescues.filter(({ intervention_type }) => kept.has(intervention_type));
  return { heard, ...sums, triggers, interventions, rescues } as EmotionalEvidence;
}

/** The `most` largest entries in their original order; ties go to the first. */
function mostOf<Row>(rows: readonly Row[], most: number, numberOf: (row: Row) => number): readonly Row[] {
  if (rows.length <= most) return rows;
  const kept = new Set([...rows].sort((a, b) => numberOf(b) - numberOf(a)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}
