import { seededRandom } from 'adaptive-learning-engine/algorithms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogisticItems } from '../../src/algorithms/index.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

/** Ids of questions that have a meaning to JavaScript or to MongoDB, beside plain ones. */
const IDS = ['q-1', 'constructor', 'a.b', '$inc', '42', 'é 漢'];
const CONCEPT = { subject: 'Algebra', topic: 'Equations', concept: 'Zeros' };

let tutor: Tutor;
let engine: Tutor['engine'];
beforeAll(async () => {
  tutor = await openTutor();
  engine = await tutor.another({ predictor: 'logistic' });
  const random = seededRandom(7);
  const rows = Array.from({ length: 30 }, (_, learner) =>
    [...IDS, ...IDS].flatMap((item_id, place) =>
      ['Zeros', 'Roots'].map((concept) => {
        // Every other question is easy, and it is the others under the second concept.
        const easy = (IDS.indexOf(item_id) % 2 === 0) === (concept === 'Zeros');
        const at = later((learner * 40 + place * 2 + (concept === 'Zeros' ? 0 : 1)) * MINUTE);
        return { user_id: `learner ${learner}`, at, ...CONCEPT, concept, item_id, correct: random() < (easy ? 0.9 : 0.2) };
      }),
    ),
  ).flat();
  tutor.clock.set(later(3_000 * MINUTE));
  await tutor.engine.importHistory(rows);
}, 120_000);
afterAll(() => tutor[Symbol.asyncDispose]());

test('a fit gives the items of each concept weights of their own, under whatever ids the host has', async () => {
  const fit = await engine.fit({ model: 'logistic' });
  expect(fit).toMatchObject({ concepts: 2, report: { fallback: null, items: 12 } });
  const concepts = await engine.repositories.model_fit_concepts.ofFit(fit).toArray();
  const weightsOf = (concept: string) =>
    Object.entries(concepts.find((each) => each.concept === concept)?.params?.['items'] as LogisticItems).map(
      ([id, { weight, answers }]) => [id, Math.sign(weight), answers] as const,
    );
  const expected = (sign: number) => IDS.map((id, place) => [id, place % 2 === 0 ? sign : -sign, 60] as const);
  expect(new Set(weightsOf('Zeros'))).toEqual(new Set(expected(1)));
  expect(new Set(weightsOf('Roots'))).toEqual(new Set(expected(-1)));
  // The newest fifth was judged with items too.
  expect(fit.held_out?.log_loss).toBeLessThan((fit.held_out?.log_loss_before ?? 0) - 0.03);
  await engine.activate({ model: 'logistic', params_version: fit.params_version, force: true });
});

test('an answer is predicted by its item, one to an unknown item by its concept and the difficulty that the host gives', async () => {
  const predicted = async (given: { readonly item_id?: string; readonly difficulty_level?: number }) => {
    tutor.clock.forward(MINUTE);
    const { userId } = await tutor.newLearner();
    const learner = engine.as({ userId, role: 'learner' });
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id, { ...CONCEPT, ...given }));
    const [answer] = (await learner.conceptAnswers({ ...CONCEPT, limit: 1 })).rows;
    expect(answer?.answer.item_id).toBe(given.item_id);
    expect((await engine.replay(userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
    return answer?.provenance.predicted ?? Number.NaN;
  };
  const concept = await predicted({});
  for (const [place, item_id] of IDS.entries()) {
    const own = await predicted({ item_id });
    expect(Math.sign(own - concept), item_id).toBe(place % 2 === 0 ? 1 : -1);
    // Its own weight is known: what the host says of it counts no more.
    if (place < 2) expect(await predicted({ item_id, difficulty_level: 0.5 })).toBe(own);
  }
  expect(await predicted({ item_id: 'never answered' })).toBe(concept);
  expect(await predicted({ item_id: 'toString' })).toBe(concept);
  expect(await predicted({ item_id: 'never answered', difficulty_level: 0.9 })).toBeLessThan(concept);
  expect(await predicted({ item_id: 'never answered', difficulty_level: 0.1 })).toBeGreaterThan(concept);
});
