import { describe, expect, it } from 'vitest';
import type { AnswerLog } from '../../src/algorithms/index.js';
import { logisticFitter } from '../../src/algorithms/prediction/logistic-fitter.js';
import { conceptKey, defaultModels, History } from '../../src/learner/index.js';
import { make } from './event-maker.js';

const CARD = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };

/** Answers of learners in turn, to items by what `itemOf` says. */
function logOf(answers: number, itemOf: (row: number) => number, correctOf: (row: number) => boolean): AnswerLog {
  const rows = Array.from({ length: answers }, (_, row) => row);
  const perLearner = answers / 20;
  return {
    learner: Int32Array.from(rows, (row) => Math.floor(row / perLearner)),
    concept: Int32Array.from(rows, () => 0),
    at: Float64Array.from(rows, (row) => row * 60_000),
    day: Int32Array.from(rows, () => 0),
    rating: Uint8Array.from(rows, (row) => (correctOf(row) ? 3 : 1)),
    correct: Uint8Array.from(rows, (row) => Number(correctOf(row))),
    item: Int32Array.from(rows, itemOf),
    items: Array.from({ length: Math.max(...rows.map(itemOf)) + 1 }, (_, item) => `q-${item}`),
    learners: 20,
    names: [conceptKey(CARD)],
  };
}

describe('items', () => {
  it('by the thousand leave what is kept of a learner as small as without them', () => {
    const kept = (itemOf: (n: number) => { readonly item_id?: string }) => {
      const history = new History(defaultModels({}));
      history.add(make.started(0, 's', 0));
      for (let n = 0; n < 2_000; n += 1) history.add(make.answer(0, `a${n}`, 1 + n / 10, { correct: n % 3 > 0, ...itemOf(n) }));
      const mastery = history.masteries.get(conceptKey(CARD));
      return JSON.stringify([history.newestSession?.predictor, history.newestSession?.ability, mastery]).length;
    };
    expect(kept((n) => ({ item_id: `question ${n}` }))).toBe(kept(() => ({})));
  });

  it('that were seen once have no weights of their own, and one that everybody solves has no endless one', async () => {
    const once = await logisticFitter(
      logOf(
        400,
        (row) => row,
        (row) => row % 3 > 0,
      ),
      {},
    );
    const ofOnce = Object.values(once.byConcept?.get(0)?.params.items ?? {});
    for (const { weight } of ofOnce) expect(Math.abs(weight)).toBeLessThan(0.5);
    const solved = await logisticFitter(
      logOf(
        400,
        (row) => row % 4,
        (row) => row % 4 === 0 || row % 3 > 0,
      ),
      {},
    );
    const weight = solved.byConcept?.get(0)?.params.items?.['q-0']?.weight ?? Number.NaN;
    expect(weight).toBeGreaterThan(0.3);
    expect(weight).toBeLessThan(6);
  });
});

describe('a concept that no curriculum has', () => {
  it('is learnt as an average one, whatever is met beside it', () => {
    const history = new History(defaultModels({}));
    history.add(make.started(0, 's', 0));
    history.add(make.answer(0, 'a', 1, { concept: 'Unheard of' }));
    const mastery = history.masteries.get(conceptKey({ ...CARD, concept: 'Unheard of' }));
    expect(mastery?.prerequisite_relationships).toEqual({ prerequisite_concepts: [], dependent_concepts: [] });
    expect(mastery?.models.knowledge.state).toMatchObject({ difficulty: 0.5, answers: 1 });
  });
});
