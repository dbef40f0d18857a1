import type { Rating } from 'adaptive-learning-engine/algorithms';
import type { LearningEvent } from '../../src/collections/index.js';
import { conceptKey, estimatorFor, History, type LearnerModels, learnerNow, masteryAt } from '../../src/learner/index.js';

/** One answer of a log that is to be played to the engine's fold. */
export interface PlayedAnswer {
  readonly concept: string;
  readonly item?: string | undefined;
  readonly correct: boolean;
  readonly rating: Rating;
  readonly at: number;
  /** True where a new sitting begins. */
  readonly opens: boolean;
}

/** What the engine said before each answer. */
export interface Said {
  readonly predicted: number;
  readonly actual: boolean;
  /** The concept was last practised on an earlier day of the learner's. */
  readonly onLaterDay: boolean;
  readonly opinions: { readonly [name: string]: number };
  /** Of the concept; null at first exposure. */
  readonly mastery: { readonly level: number; readonly retained: number } | null;
}

/** Subject and topic of every played answer. */
export const PLAYED_IN = { subject: 's', topic: 't' } as const;
const GRADES = { 1: 1, 2: 3, 3: 4, 4: 5 } as const;
/** A learner's day turns in the night. */
const ROLLOVER_HOUR = 4;
const USER = '11111111-1111-4111-8111-111111111111';

/** Plays one learner's answers through the same fold that the engine records with; no database is needed to see what it predicts. */
export function playAnswers(answers: readonly PlayedAnswer[], models: LearnerModels, timezone = 'UTC'): Said[] {
  const history = new History(models);
  const masteryBefore = (concept: string, at: number): Said['mastery'] => {
    const mastery = history.masteries.get(conceptKey({ ...PLAYED_IN, concept }));
    if (mastery === undefined) return null;
    const now = learnerNow(new Date(at), { timezone, day_rollover_hour: ROLLOVER_HOUR });
    const { mastery_level: level, retained_mastery: retained } = masteryAt(
      mastery,
      now,
      estimatorFor(history.newestSession ?? undefined, models),
    );
    return { level, retained };
  };
  const said: Said[] = [];
  const lastDays = new Map<string, number>();
  let session = 0;
  let number = 0;
  const common = (at: number, id: string) => ({
    user_id: USER,
    event_id: id,
    occurred_at: new Date(at),
    recorded_at: new Date(at),
    body_hash: '0'.repeat(64),
    schema_version: 1,
  });
  for (const { concept, item, correct, rating, at, opens } of answers) {
    if (opens || session === 0) {
      session += 1;
      history.add(startOf(common(at, `session_started/${session}`), sessionId(session), timezone));
    }
    number += 1;
    const mastery = masteryBefore(concept, at);
    const { provenance, eventDay } = history.add({
      ...common(at, `a-${String(number).padStart(9, '0')}`),
      type: 'answer',
      session_id: sessionId(session),
      answer: {
        ...PLAYED_IN,
        concept,
        ...(item === undefined ? {} : { item_id: item }),
        correct,
        score: correct ? 1 : 0,
        rating,
        grade: GRADES[rating],
        response_time_seconds: 1,
      },
    });
    if (provenance === undefined || eventDay === undefined) throw new Error('An answer has its provenance and its day');
    const last = lastDays.get(concept);
    lastDays.set(concept, eventDay.day);
    said.push({
      predicted: provenance.predicted,
      actual: correct,
      onLaterDay: last !== undefined && last < eventDay.day,
      opinions: provenance.opinions as { readonly [name: string]: number },
      mastery,
    });
  }
  return said;
}

function sessionId(session: number): string {
  return `22222222-2222-4222-8222-${String(session).padStart(12, '0')}`;
}

function startOf(common: object, session_id: string, timezone: string): LearningEvent {
  return {
    ...common,
    type: 'session_started',
    session_id,
    session: {
      session_type: 'practice',
      subject: 's',
      topics: [],
      learning_objectives: [],
      initial_difficulty_level: 0.5,
      device_type: 'desktop',
      platform: 'web',
      timezone,
      day_rollover_hour: ROLLOVER_HOUR,
    },
  } as unknown as LearningEvent;
}
