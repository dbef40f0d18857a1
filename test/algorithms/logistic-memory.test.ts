import { describe, expect, it } from 'vitest';
import { type AnswerLog, type AnswerMoment, logisticMemory, logLoss, type Prediction, seededRandom } from '../../src/algorithms/index.js';
import { fsrsInitialMemory, fsrsNextMemory } from '../../src/algorithms/memory/fsrs/fsrs-memory.js';
import { fsrsRetrievability } from '../../src/algorithms/memory/fsrs/fsrs-retrievability.js';
import { logisticMemoryFitter } from '../../src/algorithms/prediction/logistic-memory/logistic-memory-fitter.js';
import { FITTED_PRACTICE, startsOf } from '../../src/algorithms/prediction/logistic-memory/logistic-memory-params.js';
import { opinionsOf } from '../../src/algorithms/prediction/logistic-memory/logistic-memory-step.js';

const { defaults } = logisticMemory;
const DAY_MS = 86_400_000;

interface Answered {
  readonly concept: string;
  readonly day: number;
  readonly correct: boolean;
}

/** Cards asked again when FSRS-6 expects so much recall, by a learner who recalls as it says or, without memory, always alike. */
function reviews(seed: number, cards: number, days: number, recallOf: (retrievability: number) => number): readonly Answered[] {
  const random = seededRandom(seed);
  const kept = new Map<string, { memory: ReturnType<typeof fsrsInitialMemory>; day: number; due: number }>();
  const answers: Answered[] = [];
  for (let day = 0; day < days; day += 1) {
    for (let card = 0; card < cards; card += 1) {
      const concept = `card ${card}`;
      const known = kept.get(concept);
      if (known !== undefined && known.due > day) continue;
      const expected = known === undefined ? 0.6 : fsrsRetrievability(known.memory, day - known.day);
      const correct = random() < recallOf(expected);
      const rating = correct ? 3 : 1;
      const memory = known === undefined ? fsrsInitialMemory(rating) : fsrsNextMemory(known.memory, day - known.day, rating);
      kept.set(concept, { memory, day, due: day + 1 + Math.floor(random() * 2 * memory.stability) });
      answers.push({ concept, day, correct });
    }
  }
  return answers;
}

function momentOf({ concept, day }: Pick<Answered, 'concept' | 'day'>, offset = 0): AnswerMoment {
  const opinions = { knowledge: 0.5, session: 0.5 };
  return { concept, at: day * DAY_MS + offset * 10_000, day, elapsedDays: null, difficulty: 0.5, opinions };
}

/** Plays answers, each predicted before it is seen; of those on a later day, what the whole and each half said. */
function played(answers: readonly Answered[]) {
  const concepts = new Map<string, ReturnType<typeof logisticMemory.initialConcept>>();
  const said = { whole: [] as Prediction[], memory: [] as Prediction[], practice: [] as Prediction[] };
  let learner = logisticMemory.initialLearner(defaults);
  for (const [place, answer] of answers.entries()) {
    const states = { learner, concept: concepts.get(answer.concept) ?? logisticMemory.initialConcept(defaults) };
    const moment = momentOf(answer, place);
    const { memory, practice, predicted } = opinionsOf(states, moment, defaults, startsOf(defaults));
    const actual = answer.correct;
    if (memory !== null) {
      said.whole.push({ predicted, actual });
      said.memory.push({ predicted: memory.said, actual });
      said.practice.push({ predicted: practice.said, actual });
    }
    expect(logisticMemory.predict(states, moment, defaults)).toBe(predicted);
    const after = logisticMemory.update(states, moment, { correct: actual, rating: actual ? 3 : 1 }, defaults);
    learner = after.learner;
    concepts.set(answer.concept, after.concept);
  }
  return { learner, concepts, said, loss: (half: keyof typeof said) => logLoss(said[half]) as number };
}

describe('logistic_memory', () => {
  it.each([
    { who: 'recalls as FSRS says', recallOf: (recall: number) => recall, better: 'memory', worse: 'practice' },
    { who: 'never forgets, and knows some', recallOf: () => 0.6, better: 'practice', worse: 'memory' },
  ] as const)('predicts later days hardly worse than its better half, of a learner who $who', ({ recallOf, better, worse }) => {
    const run = played(reviews(5, 60, 150, recallOf));
    const answers = run.said.whole.length;
    expect(answers).toBeGreaterThan(300);
    expect(run.loss(better)).toBeLessThan(run.loss(worse));
    // Half of the trust is lost at most, and then a little with each answer.
    expect(run.loss('whole')).toBeLessThanOrEqual(run.loss(better) + Math.LN2 / answers + 2 * defaults.switch_rate);
    if (better === 'memory') expect(run.learner.memory_trust).toBeGreaterThan(0.5);
    else expect(run.learner.memory_trust).toBeLessThan(0.5);
  });

  it('says of a day to come what it then says, less the longer it takes, whatever others say of it', () => {
    const { learner, concepts } = played(reviews(5, 60, 150, (recall) => recall));
    const states = { learner, concept: concepts.get('card 7') as ReturnType<typeof logisticMemory.initialConcept> };
    const before = JSON.stringify(states);
    const ahead = [151, 160, 200, 400].map((day) => logisticMemory.predict(states, momentOf({ concept: 'card 7', day }), defaults));
    expect(ahead).toEqual([...ahead].sort((a, b) => b - a));
    expect(new Set(ahead).size).toBe(4);
    const told = {
      ...momentOf({ concept: 'card 7', day: 160 }),
      opinions: { knowledge: 0.01, session: 0.99, memory: 0.01, retention: 0.01 },
    };
    expect(logisticMemory.predict(states, told, defaults)).toBe(ahead[1]);
    expect(JSON.stringify(states)).toBe(before);
  });

  it('begins a learner’s own weights again where tracing has been fitted since, and keeps their memory', () => {
    const { learner, concepts } = played(reviews(5, 60, 150, (recall) => recall));
    const fitted = { ...defaults, practice: FITTED_PRACTICE };
    const concept = concepts.get('card 7') as ReturnType<typeof logisticMemory.initialConcept>;
    const moment = momentOf({ concept: 'card 7', day: 200 });
    const unlearnt = { ...learner, fitted: true, practice: startsOf(fitted).practice, memory_trust: defaults.memory.trust };
    const said = logisticMemory.predict({ learner, concept }, moment, fitted);
    expect(said).toBe(logisticMemory.predict({ learner: unlearnt, concept }, moment, fitted));
    expect(said).not.toBe(logisticMemory.predict({ learner: { ...unlearnt, memory: null }, concept }, moment, fitted));
    const { learner: next } = logisticMemory.update({ learner, concept }, moment, { correct: true, rating: 3 }, fitted);
    expect(next.fitted).toBe(true);
  });
});

describe('the fit of logistic_memory', () => {
  const learners = 8;
  const rows = Array.from({ length: learners }, (_, learner) =>
    reviews(20 + learner, 25, 90, (recall) => 0.6 * recall).map((row) => ({ ...row, learner })),
  ).flat();
  const names = [...new Set(rows.map(({ concept }) => concept))];
  const logFrom = (of: readonly (Answered & { readonly learner: number })[]): AnswerLog => ({
    learner: Int32Array.from(of, ({ learner }) => learner),
    concept: Int32Array.from(of, ({ concept }) => names.indexOf(concept)),
    at: Float64Array.from(of, ({ day }, row) => day * DAY_MS + row),
    day: Int32Array.from(of, ({ day }) => day),
    rating: Uint8Array.from(of, ({ correct }) => (correct ? 3 : 1)),
    correct: Uint8Array.from(of, ({ correct }) => Number(correct)),
    learners,
    names,
  });

  it('finds where new learners’ memories begin from what others have shown of theirs', async () => {
    const { params, fellBack, report } = await logisticMemoryFitter(logFrom(rows), {});
    expect(fellBack).toBeNull();
    expect(report['memory']).toMatchObject({ learners, fitted: true });
    expect(() => startsOf(params)).not.toThrow();
    // They recall much less than FSRS says.
    expect(params.memory.weights[0]).toBeLessThan(-0.1);
    const { concept } = { concept: logisticMemory.initialConcept(params) };
    const learner = logisticMemory.initialLearner(params);
    const first = logisticMemory.update(
      { learner, concept },
      momentOf({ concept: 'card 1', day: 0 }),
      { correct: true, rating: 3 },
      params,
    );
    const moment = momentOf({ concept: 'card 1', day: 2 });
    const saidBy = (start: typeof params) => opinionsOf(first, moment, start, startsOf(start)).memory?.said as number;
    expect(saidBy(params)).toBeLessThan(saidBy({ ...params, memory: defaults.memory }) - 0.1);
  });

  it('keeps what it began with where the log can tell neither', async () => {
    const few = rows.filter(({ learner }) => learner === 0).slice(0, 30);
    const { params, fellBack, report } = await logisticMemoryFitter(logFrom(few), {});
    expect(fellBack).toBe('too_few_answers');
    expect(params).toEqual(defaults);
    expect(report['memory']).toMatchObject({ learners: 0, fitted: false });
  });
});
