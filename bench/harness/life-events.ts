import type { LearnerScope, RecordAnswerInput } from 'adaptive-learning-engine';
import { gradeFromRating, ratingFromAnswer } from 'adaptive-learning-engine/algorithms';
import { assumedDna, type IncomingEvent } from '../../src/learner/index.js';
import { type Happening, LIFE_BEGINS } from './life.js';

const USER = '11111111-1111-4111-8111-111111111111';

type Input = { readonly event_id: string; readonly session_id: string; readonly occurred_at: Date };

/** The events of a life, the making of its account among them, as the engine would hand them to the fold; no engine and no database is asked. */
export function lifeEvents(life: readonly Happening[]): IncomingEvent[] {
  const events: object[] = [];
  const take = (type: string, at: Date, event_id: string, body: object) => {
    const common = { user_id: USER, event_id, occurred_at: at, recorded_at: at, body_hash: '0'.repeat(64), schema_version: 1 };
    events.push({ ...common, type, ...known(body) });
  };
  /** Takes an input apart: who and when, and under one name all the rest. */
  const under = (type: string, name: string) => async (input: Input) => {
    const { event_id, session_id, occurred_at, ...body } = input;
    take(type, occurred_at, event_id, { session_id, [name]: known(body) });
  };
  const recorder = {
    async startSession({ session_id, started_at, ...session }: { readonly session_id: string; readonly started_at: Date }) {
      const day = { timezone: 'Europe/Zurich', day_rollover_hour: 4, device_type: 'desktop', platform: 'web' };
      take('session_started', started_at, `session_started/${session_id}`, { session_id, session: { ...day, ...known(session) } });
    },
    async endSession({ session_id, ended_at, ...end }: { readonly session_id: string; readonly ended_at: Date }) {
      take('session_ended', ended_at, `session_ended/${session_id}`, { session_id, end });
    },
    async recordAnswer(input: RecordAnswerInput & Input) {
      const rating = ratingFromAnswer(
        input.score === undefined ? { correct: input.correct } : { correct: input.correct, score: input.score },
      );
      const score = input.score ?? (input.correct ? 1 : 0);
      await under('answer', 'answer')({ ...input, score, rating, grade: gradeFromRating(rating) } as Input);
    },
    recordInteraction: under('interaction', 'interaction'),
    recordEmotion: under('emotion', 'emotion'),
    applyIntervention: under('intervention', 'intervention'),
    rateIntervention: under('intervention_rated', 'rating'),
  };
  take('learner_created', new Date(0), 'learner_created/1', { dna: assumedDna(LIFE_BEGINS) });
  for (const happening of life) void happening.send(recorder as unknown as LearnerScope);
  return events as IncomingEvent[];
}

function known(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
