import { seededRandom } from 'adaptive-learning-engine/algorithms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

/** How often each is solved: the engine is told nothing of it. */
const SOLVED = { fractions: 0.95, surds: 0.3 } as const;
const CONCEPTS = Object.keys(SOLVED) as readonly (keyof typeof SOLVED)[];
const names = (concept: string) => ({ subject: 'Algebra', topic: 'Equations', concept });

let tutor: Tutor;
let learner: string;
let version: string;

/** Ten learners who answer each concept eight times on each of two days. */
beforeAll(async () => {
  tutor = await openTutor({ knowledge: 'ability' });
  const random = seededRandom(11);
  for (let number = 0; number < 10; number += 1) {
    const scope = await tutor.newLearner();
    learner = scope.userId;
    for (const day of [0, 3]) {
      tutor.clock.set(later(day * DAY + number * MINUTE));
      const session_id = await openSession(scope);
      for (let round = 0; round < 8; round += 1)
        for (const concept of CONCEPTS) {
          tutor.clock.forward(MINUTE);
          await scope.recordAnswer(answerIn(session_id, { concept, correct: random() < SOLVED[concept] }));
        }
      await scope.endSession({ session_id });
    }
  }
  tutor.clock.set(later(4 * DAY));
}, 120_000);
afterAll(() => tutor[Symbol.asyncDispose]());

/** What a learner who is new is believed to solve, concept by concept, before an answer and after a right one. */
async function believedOfNew() {
  const scope = await tutor.newLearner();
  const session_id = await openSession(scope);
  const believed: Record<string, { before: number; after: number; version: string | undefined }> = {};
  for (const concept of CONCEPTS) {
    tutor.clock.forward(MINUTE);
    await scope.recordAnswer(answerIn(session_id, { concept }));
    const [answer] = (await scope.conceptAnswers({ ...names(concept), limit: 1 })).rows;
    const { provenance } = answer ?? expect.unreachable('the answer is in the log');
    const { before, after } = provenance;
    believed[concept] = {
      before: before.mastery_level as number,
      after: after.mastery_level as number,
      version: provenance.knowledge?.params_version,
    };
  }
  return { userId: scope.userId, believed };
}

test('a fit of ability finds which concept is easy, and is judged on answers it did not see', async () => {
  const unfitted = (await believedOfNew()).believed;
  for (const concept of CONCEPTS) expect(unfitted[concept]).toMatchObject({ version: 'default' });
  expect(unfitted['fractions']?.before).toBeCloseTo(unfitted['surds']?.before ?? 0, 1);

  const fit = await tutor.engine.fit({ model: 'ability', until: later(4 * DAY) });
  expect(fit).toMatchObject({ model: 'ability', status: 'fitted', answers: 320, learners: 10, concepts: 2 });
  const own = await tutor.engine.repositories.model_fit_concepts.ofFit(fit).toArray();
  const ease = Object.fromEntries(own.map(({ concept, params }) => [concept, params?.['concept_ease'] as number]));
  expect(ease['fractions']).toBeGreaterThan(0.8);
  expect(ease['surds']).toBeLessThan(-0.8);
  const { log_loss, log_loss_before } = fit.held_out ?? expect.unreachable('the log is long enough');
  expect(log_loss).toBeLessThan(log_loss_before);
  version = fit.params_version;
});

test('once active, it is what a new learner is judged by before their first answer, and provenance names it', async () => {
  await tutor.engine.activate({ model: 'ability', params_version: version, force: true });
  const { userId, believed } = await believedOfNew();
  for (const concept of CONCEPTS) expect(believed[concept]).toMatchObject({ version });
  expect(believed['fractions']?.before).toBeGreaterThan(0.8);
  expect(believed['surds']?.before).toBeLessThan(0.45);
  for (const concept of CONCEPTS) expect(believed[concept]?.after).toBeGreaterThan(believed[concept]?.before ?? 1);
  expect((await tutor.engine.replay(userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
});

test('replay judges an older learner by it, exactly and once; without it everything is as before', async () => {
  const scope = tutor.engine.as({ userId: learner, role: 'learner' });
  const shown = async () => new Map((await scope.mastery({ at: later(5 * DAY) })).rows.map((row) => [row.concept, row.retained_mastery]));
  await tutor.engine.activate({ model: 'ability', params_version: 'default' });
  await tutor.engine.replay(learner);
  const before = await shown();
  await tutor.engine.activate({ model: 'ability', params_version: version, force: true });
  await tutor.engine.replay(learner);
  const fitted = await shown();
  const apart = (levels: ReadonlyMap<string, number>) => (levels.get('fractions') ?? 0) - (levels.get('surds') ?? 0);
  expect(apart(fitted)).toBeGreaterThan(apart(before));
  expect((await tutor.engine.replay(learner)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
  await tutor.engine.activate({ model: 'ability', params_version: 'default' });
  await tutor.engine.replay(learner);
  expect(await shown()).toEqual(before);
});
