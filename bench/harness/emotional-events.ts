import { randomUUID } from 'node:crypto';
import { EMOTIONAL_STATES } from 'adaptive-learning-engine/algorithms';
import type { LearningEvent, LearningSession } from 'adaptive-learning-engine/collections';
import { learnerModels } from '../../src/engine/models/settings.js';
import { eventDay } from '../../src/learner/event-day.js';
import { fold } from '../../src/learner/index.js';
import { pick } from './random-numbers.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** An event every so often in a sitting. */
const STEP_MS = 45_000;
const MODELS = learnerModels({});
const NOTHING = { dna: null, session: null, mastery: null, previous: null };
const ZONES = ['Europe/Zurich', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'] as const;

/** One sitting of a learner, as the log and the sessions would hold it. */
export interface FeltSitting {
  readonly events: readonly LearningEvent[];
  readonly session: LearningSession;
}

/** A sitting of so many events on one day: answers, a reading between each two of them, from time to time some help that is rated. */
export function feltSitting(userId: string, day: number, count: number, random: () => number): FeltSitting {
  const session_id = randomUUID();
  const startedAt = day * DAY_MS + Math.floor(random() * DAY_MS);
  const at = (n: number) => new Date(startedAt + n * STEP_MS);
  const timezone = pick(ZONES, random);
  const envelope = (n: number) => ({
    ...eventDay({ occurred_at: at(n) }, { timezone, day_rollover_hour: 4 }),
    user_id: userId,
    session_id,
    event_id: `${session_id}:${n}`,
    occurred_at: at(n),
    // A moment later; one in fifty comes from a phone that was offline for a day.
    recorded_at: new Date(at(n).getTime() + (random() < 0.02 ? DAY_MS : MINUTE_MS / 2)),
    body_hash: '0'.repeat(64),
    schema_version: 1,
  });
  const start = {
    ...envelope(0),
    type: 'session_started' as const,
    session: {
      session_type: pick(['practice', 'study', 'assessment'] as const, random),
      subject: 'Algebra',
      topics: ['Equations'],
      learning_objectives: [],
      initial_difficulty_level: 0.5,
      device_type: 'mobile' as const,
      platform: 'web' as const,
      timezone,
      day_rollover_hour: 4,
    },
  };
  const { session } = fold(NOTHING, start, MODELS);
  if (session === null) throw new TypeError('A session that starts has a document');
  const rest = Array.from({ length: count - 1 }, (_, n) => eventAt(n + 1, envelope, random));
  return { events: [start, ...rest], session };
}

type Envelope = (n: number) => Omit<Extract<LearningEvent, { type: 'consent_withdrawn' }>, 'type'>;

/** What happens in which place: help, its rating, and else an answer and a reading in turn. */
function eventAt(n: number, envelope: Envelope, random: () => number): LearningEvent {
  if (n % 25 === 10) {
    const intervention_type = pick(['hint', 'break', 'worked example'], random);
    return { ...envelope(n), type: 'intervention', intervention: { intervention_type, reason: 'two wrong in a row' } };
  }
  if (n % 25 === 12) {
    const intervention_id = envelope(n - 2).event_id;
    return {
      ...envelope(n),
      type: 'intervention_rated',
      rating: { intervention_id, effectiveness_rating: 1 + Math.floor(5 * random()) },
    };
  }
  return n % 2 === 0 ? answerAt(n, envelope, random) : readingAt(n, envelope, random);
}

function readingAt(n: number, envelope: Envelope, random: () => number): LearningEvent {
  const trigger = pick(['a wrong sign', 'the clock', 'a long text'], random);
  const emotion = { emotion: pick(EMOTIONAL_STATES, random), intensity: random(), confidence: random(), trigger };
  return { ...envelope(n), type: 'emotion', emotion };
}

const model = { name: 'nobody', version: '1', params_version: 'default' };
const belief = {
  mastery_level: 0.5,
  mastery_confidence: 0.5,
  retention: 0.9,
  repetition_interval_days: 1,
  scheduler_state: {},
  knowledge_state: {},
};

function answerAt(n: number, envelope: Envelope, random: () => number): LearningEvent {
  const correct = random() < 0.7;
  const { occurred_at } = envelope(n);
  return {
    ...envelope(n),
    type: 'answer',
    answer: {
      subject: 'Algebra',
      topic: 'Equations',
      concept: `Concept ${Math.floor(30 * random())}`,
      correct,
      score: correct ? 1 : 0,
      rating: correct ? 3 : 1,
      grade: correct ? 4 : 1,
      response_time_seconds: Math.round(60 * random()),
    },
    provenance: {
      scheduler: model,
      knowledge: model,
      forgetting: model,
      predictor: model,
      predicted: 0.7,
      opinions: { knowledge: 0.7, session: 0.7 },
      before: { ...belief, next_review_date: occurred_at },
      after: { ...belief, next_review_date: occurred_at },
      newly_mastered: random() < 0.05,
    },
  };
}
