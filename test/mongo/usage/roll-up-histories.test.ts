import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine, LearnerScope } from '../../../src/public/index.js';
import { DAY, HOUR, later, MINUTE } from '../../support/stopped-clock.js';
import { answerIn, nextEventId, openTutor, type Tutor } from '../../support/tutor.js';
import { countedFigures, storedFigures } from '../../support/usage-oracle.js';

let tutor: Tutor;
/** Another deployment, whose models see mastery elsewhere: what it replays changes without an event. */
let reformed: Engine;
beforeAll(async () => {
  tutor = await openTutor();
  reformed = await tutor.another({ knowledge: 'elo', masteredAbove: 0.55 });
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** Where in a history something happens: `who` and `nth` session of theirs, `late` hours before now. */
const step = fc.record({
  act: fc.constantFrom('start', 'answer', 'answer', 'answer', 'answer', 'answer', 'ask', 'end', 'replay', 'pause', 'roll', 'roll'),
  who: fc.nat(1),
  nth: fc.nat(5),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
  concept: fc.nat(3),
  correct: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const EARLY: Step = { act: 'start', who: 0, nth: 0, late: 100, concept: 0, correct: true };

interface Sitting {
  readonly session_id: string;
  readonly from: number;
  until: number;
}

test('roll-ups in between, of a history in any order, come to what one count of everything comes to, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
      await forget();
      const learners = [await tutor.newLearner(), await tutor.newLearner()];
      const sittings: Sitting[][] = [[], []];
      let now = 20 * DAY;
      tutor.clock.set(later(now));
      // Each has an older session, for what comes late.
      for (const [who, learner] of learners.entries()) await happen({ ...EARLY, who }, learner, sittings[who] as Sitting[], now);
      for (const one of steps) {
        now += 37 * MINUTE;
        if (one.act === 'pause') now += 20 * HOUR;
        tutor.clock.set(later(now));
        await happen(one, learners[one.who] as LearnerScope, sittings[one.who] as Sitting[], now);
      }
      await tutor.engine.rollUp();
      const incremental = await storedFigures(tutor.db);
      expect(incremental).toEqual(await countedFigures(tutor.db));
      await tutor.db.collection('learner_usage_days').deleteMany({});
      await tutor.db.collection('platform_usage_days').deleteMany({});
      await tutor.engine.rollUp({ since: new Date(0) });
      expect(await storedFigures(tutor.db)).toEqual(incremental);
    }),
    { numRuns: 6, interruptAfterTimeLimit: 40_000 },
  );
});

async function forget(): Promise<void> {
  for (const collection of await tutor.db.collections()) await collection.deleteMany({});
}

async function happen({ act, nth, late, concept, correct }: Step, learner: LearnerScope, sittings: Sitting[], now: number): Promise<void> {
  const sitting = sittings[nth % Math.max(1, sittings.length)];
  switch (act) {
    case 'roll':
      await tutor.engine.rollUp();
      return;
    case 'replay':
      await reformed.replay(learner.userId);
      return;
    case 'start': {
      const from = now - late * HOUR;
      const { session_id } = await learner.startSession({
        session_type: 'practice',
        subject: 'Algebra',
        started_at: later(from),
      });
      sittings.push({ session_id, from, until: Number.POSITIVE_INFINITY });
      return;
    }
    case 'answer':
    case 'ask': {
      if (sitting === undefined) return;
      const at = Math.max(sitting.from, Math.min(now, sitting.until) - late * HOUR);
      const place = { event_id: nextEventId(), occurred_at: later(at) };
      const { session_id } = sitting;
      if (act === 'answer') await learner.recordAnswer(answerIn(session_id, { ...place, concept: `Concept ${concept}`, correct }));
      else
        await learner.recordInteraction({
          ...place,
          session_id,
          interaction_type: 'question',
          ai_response: { text: 'x', provider_used: 'gemini', response_time_ms: 1.25 * nth, tokens_used: 7, cost_usd: 0.1 * nth },
          cache_hit: correct,
        });
      return;
    }
    case 'end':
      if (sitting === undefined || sitting.until !== Number.POSITIVE_INFINITY) return;
      sitting.until = now;
      await learner.endSession({ session_id: sitting.session_id, ended_at: later(now) });
      return;
    default:
  }
}
