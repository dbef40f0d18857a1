import type { AppliedIntervention, EmotionMoment, FeltAnswer, FeltTime } from '../../algorithms/index.js';
import { compareEvents } from '../event-order.js';
import { ACTIVITY_OF_SESSION } from '../session-activity.js';
import type { EmotionReading } from '../session-emotion.js';
import type { EmotionalEvent, SessionContext } from './emotional-event.js';

/** What a learner felt, answered and was helped by, zone by zone. */
export interface FeltTimes {
  /** Readings of any confidence. */
  readonly heard: number;
  /** Readings that were taken back with their answers. */
  readonly undone: number;
  readonly times: readonly FeltTime[];
}

/**
 * Reads the events of a day as the fold does: a reading that is sure enough colours the answers that follow in its session, until the next one or
 * until the learner no longer wants it used; an answer's own state goes before it, and colours that answer alone. What was felt on the day
 * before colours nothing: each day stands for itself.
 *
 * @param events of one day, in any order, and the ratings of its interventions, whenever they came; those of unknown sessions are left out
 * @param threshold readings that are less sure change nothing
 */
export function feltTimes(events: readonly EmotionalEvent[], contexts: ReadonlyMap<string, SessionContext>, threshold: number): FeltTimes {
  const ordered = [...events].sort(compareEvents);
  const ratings = ratingsOf(ordered);
  const byZone = new Map<
    string,
    { timeline: EmotionMoment[]; answers: FeltAnswer[]; interventions: AppliedIntervention[]; zone: string }
  >();
  const currents = new Map<string, { readonly emotion?: EmotionReading['emotion']; readonly withdrawals: number }>();
  let heard = 0;
  let undone = 0;
  for (const event of ordered) {
    const context = contexts.get(event.session_id);
    if (context === undefined) continue;
    const zone = context.timezone;
    const felt = byZone.get(zone) ?? { timeline: [], answers: [], interventions: [], zone };
    byZone.set(zone, felt);
    const current = currents.get(event.session_id) ?? { withdrawals: 0 };
    const at = event.occurred_at.getTime();
    // What was felt before a withdrawal lasts no longer, like what was felt in another context.
    const session = `${event.session_id}/${current.withdrawals}`;
    const reading = readingOf(event);
    if (event.type === 'answer' && event.undone_at !== undefined) {
      if (reading !== undefined) undone += 1;
      continue;
    }
    if (reading !== undefined) {
      heard += 1;
      felt.timeline.push({ at, session, ...reading });
      if (event.type !== 'answer' && reading.confidence >= threshold)
        currents.set(event.session_id, { ...current, emotion: reading.emotion });
    }
    if (event.type === 'consent_withdrawn') currents.set(event.session_id, { withdrawals: current.withdrawals + 1 });
    if (event.type === 'answer') felt.answers.push(...feltAnswer(event, context, current.emotion));
    if (event.type === 'intervention') {
      const { intervention_type } = event.intervention;
      felt.interventions.push({ at, session, intervention_type, effectiveness_rating: ratings.get(event.event_id) });
    }
  }
  return { heard, undone, times: [...byZone.values()].sort((a, b) => (a.zone < b.zone ? -1 : 1)) };
}

type Answered = Extract<EmotionalEvent, { readonly type: 'answer' }>;

/** What an event says of how the learner feels; what they say themselves is sure. */
function readingOf(event: EmotionalEvent): EmotionReading | undefined {
  switch (event.type) {
    case 'emotion':
      return event.emotion;
    case 'interaction': {
      const felt = event.interaction.emotional_context;
      return felt && { emotion: felt.detected_emotion, intensity: felt.emotional_intensity, confidence: felt.confidence };
    }
    case 'answer':
      return told(event.answer.emotional_state);
    case 'session_started':
      return told(event.session.initial_emotional_state);
    default:
      return undefined;
  }
}

function told(emotion: EmotionReading['emotion'] | undefined): EmotionReading | undefined {
  return emotion && { emotion, intensity: 1, confidence: 1 };
}

function feltAnswer(
  { answer, provenance }: Answered,
  context: SessionContext,
  current: EmotionReading['emotion'] | undefined,
): FeltAnswer[] {
  const emotion = answer.emotional_state ?? current;
  if (emotion === undefined) return [];
  const met = provenance.before.next_review_date !== undefined;
  const fallback = met ? ACTIVITY_OF_SESSION[context.session_context.session_type] : 'introduction';
  return [
    {
      emotion,
      score: answer.score,
      activity: answer.activity_type ?? fallback,
      mastered: provenance.newly_mastered,
      minutes: answer.response_time_seconds / 60,
    },
  ];
}

/** The last rating of each intervention. */
function ratingsOf(ordered: readonly EmotionalEvent[]): ReadonlyMap<string, number> {
  return new Map(
    ordered.flatMap((event) =>
      event.type === 'intervention_rated' ? [[event.rating.intervention_id, event.rating.effectiveness_rating] as const] : [],
    ),
  );
}
