import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ability,
  abilityDifficulty,
  abilityModelDefaults,
  type ConceptAbility,
  calibration,
  initialLearnerAbility,
  type KnownAbility,
  learnAbility,
  seededRandom,
  withLearner,
} from '../../src/algorithms/index.js';

const params = abilityModelDefaults;
const MINUTE = 60_000;
const CONCEPTS = ['a', 'b', 'c', 'd'] as const;
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** A learner whose chance of a right answer follows from an ability and a difficulty, and from nothing else. */
interface Simulated {
  readonly truth: number;
  readonly rightAnswer: (concept: string, difficulty: number) => number;
}

/** What learners and their curriculum are like, where they are not as usual. */
interface Kind {
  readonly mean?: number;
  /** Of every concept, as the curriculum says. */
  readonly difficulty?: number;
}

/** How much harder the hardest concept of a simulated curriculum is than the easiest. */
const CONCEPT_HARDNESS = 3;

function simulated(random: () => number, hardness: number, { mean = 0.6, difficulty: said = 0.5 }: Kind = {}): Simulated {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = mean + 0.9 * normal();
  const ease = CONCEPT_HARDNESS * (0.5 - said);
  const deviations = Object.fromEntries(CONCEPTS.map((concept) => [concept, 0.3 * normal()]));
  return {
    truth,
    rightAnswer: (concept, difficulty) => logistic(truth + ease + (deviations[concept] as number) - hardness * (difficulty - 0.5)),
  };
}

/** What is known of a learner, answer by answer. */
class Known {
  learner = initialLearnerAbility();
  readonly #concepts = new Map<string, ConceptAbility>();
  readonly #difficulty: number;

  /** @param difficulty - of every concept, as the curriculum says */
  constructor(difficulty = 0.5) {
    this.#difficulty = difficulty;
  }

  of(concept: string): ConceptAbility {
    const fresh = { ...ability.initial(params), difficulty: this.#difficulty };
    return withLearner(this.#concepts.get(concept) ?? fresh, this.learner, 'Algebra');
  }

  answer(concept: string, answer: { readonly at: number; readonly correct: boolean; readonly difficulty: number }): void {
    const after = learnAbility({ learner: this.learner, concept: this.of(concept) }, 'Algebra', answer);
    this.learner = after.learner;
    this.#concepts.set(concept, after.concept);
  }
}

function correlation(pairs: readonly { readonly truth: number; readonly found: number }[]): number {
  const mean = (pick: (pair: (typeof pairs)[number]) => number) => pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
  const [truth, found] = [mean((pair) => pair.truth), mean((pair) => pair.found)];
  const covariance = mean((pair) => (pair.truth - truth) * (pair.found - found));
  return covariance / Math.sqrt(mean((pair) => (pair.truth - truth) ** 2) * mean((pair) => (pair.found - found) ** 2));
}

describe('the ability of simulated learners', () => {
  it.each([
    ['typical learners', 0.75, 3, {}],
    ['typical learners, questions that differ much', 0.75, 5, {}],
    ['typical learners, a higher aim', 0.85, 4, {}],
    ['a hard curriculum', 0.75, 4, { difficulty: 0.85, mean: 1.4 }],
    ['an easy curriculum', 0.85, 4, { difficulty: 0.15 }],
    ['learners far below the mean', 0.6, 6, { mean: -0.9 }],
    ['learners far above the mean', 0.85, 5, { mean: 2.1 }],
  ] as const)('recommends difficulties at which they succeed as often as is aimed at: %s', (_, success, hardness, kind: Kind) => {
    const random = seededRandom(11);
    const chances: number[] = [];
    for (let number = 0; number < 120; number += 1) {
      const { rightAnswer } = simulated(random, hardness, kind);
      const known = new Known(kind.difficulty);
      for (let n = 0; n < 40; n += 1) {
        const concept = CONCEPTS[n % CONCEPTS.length] as string;
        const difficulty = abilityDifficulty(known.of(concept), { success, elapsedDays: 0 });
        const chance = rightAnswer(concept, difficulty);
        // Where even the easiest question is too hard, or the hardest too easy, there is nothing to recommend.
        if (n >= 20 && difficulty > 0 && difficulty < 1) chances.push(chance);
        known.answer(concept, { at: n * MINUTE, correct: random() < chance, difficulty });
      }
    }
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    expect(Math.abs(mean - success)).toBeLessThan(0.05);
  });

  it.each([20, 40])('is found in %d answers: who is abler is said to be', (answers) => {
    const random = seededRandom(12);
    const pairs = Array.from({ length: 150 }, () => {
      const { truth, rightAnswer } = simulated(random, 4);
      const known = new Known();
      for (let n = 0; n < answers; n += 1) {
        const concept = CONCEPTS[n % CONCEPTS.length] as string;
        const difficulty = random();
        known.answer(concept, { at: n * MINUTE, correct: random() < rightAnswer(concept, difficulty), difficulty });
      }
      const { overall } = known.learner;
      const subject = known.learner.subjects['Algebra'] ?? { mean: 0, variance: 0 };
      return { truth, found: overall.mean + subject.mean };
    });
    expect(correlation(pairs)).toBeGreaterThan(0.8);
  });

  // A question that four of five solve says little of who solves it: the higher the aim, the more answers it takes.
  it.each([
    [0.6, 40],
    [0.75, 40],
    [0.85, 80],
  ])('sets the recommended difficulty at an aim of %d after %d answers: harder questions for who is abler', (success, answers) => {
    const random = seededRandom(14);
    const pairs = Array.from({ length: 600 }, () => {
      const { truth, rightAnswer } = simulated(random, 4, { mean: 0.9 });
      const known = new Known();
      const recommended = (concept: string) => abilityDifficulty(known.of(concept), { success, elapsedDays: 0 });
      for (let n = 0; n < answers; n += 1) {
        const concept = CONCEPTS[n % CONCEPTS.length] as string;
        const difficulty = recommended(concept);
        known.answer(concept, { at: n * MINUTE, correct: random() < rightAnswer(concept, difficulty), difficulty });
      }
      return { truth, found: CONCEPTS.reduce((sum, concept) => sum + recommended(concept) / CONCEPTS.length, 0) };
    });
    expect(correlation(pairs)).toBeGreaterThan(0.8);
  });

  it('is a calibrated mastery: of the average questions asked at a mastery, that share is solved', () => {
    const random = seededRandom(13);
    const said: { predicted: number; actual: boolean }[] = [];
    for (let number = 0; number < 250; number += 1) {
      const { rightAnswer } = simulated(random, 4);
      const known = new Known();
      for (let n = 0; n < 32; n += 1) {
        const concept = CONCEPTS[n % CONCEPTS.length] as string;
        const correct = random() < rightAnswer(concept, 0.5);
        said.push({ predicted: ability.mastery(known.of(concept), params), actual: correct });
        known.answer(concept, { at: n * MINUTE, correct, difficulty: 0.5 });
      }
    }
    expect(calibration(said, 20).expectedCalibrationError).toBeLessThan(0.03);
  });
});

describe('what is known of a learner', () => {
  it('is carried to concepts that they have not met, and less so to another subject', () => {
    const fresh = ability.initial(params);
    let known: KnownAbility = { learner: initialLearnerAbility(), concept: fresh };
    for (let n = 0; n < 10; n += 1) known = learnAbility(known, 'Algebra', { at: n, correct: true, difficulty: 0.8 });
    const [unknown, elsewhere, near] = [
      ability.mastery(fresh, params),
      ability.mastery(withLearner(fresh, known.learner, 'History'), params),
      ability.mastery(withLearner(fresh, known.learner, 'Algebra'), params),
    ];
    expect(elsewhere).toBeGreaterThan(unknown);
    expect(near).toBeGreaterThan(elsewhere);
    expect(ability.mastery(known.concept, params)).toBeGreaterThan(near);
  });

  it('tells sixteen subjects apart, and is as in general in a further one', () => {
    let known: KnownAbility = { learner: initialLearnerAbility(), concept: ability.initial(params) };
    for (let n = 0; n < 40; n += 1) {
      const { learner } = learnAbility({ ...known, concept: ability.initial(params) }, `subject ${n}`, { at: n, correct: n % 2 === 0 });
      known = { ...known, learner };
    }
    expect(Object.keys(known.learner.subjects)).toHaveLength(16);
    expect(withLearner(known.concept, known.learner, 'subject 39').learner.ability).toBe(known.learner.overall.mean);
  });

  it('stays in range, whatever is answered: all right, all wrong, the hardest and the easiest questions', () => {
    const answers = fc.array(
      fc.record({ correct: fc.boolean(), difficulty: fc.constantFrom(0, 0.5, 1), wait: fc.constantFrom(0, MINUTE, 864e5, 3e10) }),
      { maxLength: 60 },
    );
    const extremes = [true, false].flatMap((correct) =>
      [0, 1].map((difficulty) => Array.from({ length: 500 }, () => ({ correct, difficulty, wait: MINUTE }))),
    );
    const check = (given: readonly { correct: boolean; difficulty: number; wait: number }[], conceptDifficulty: number) => {
      let at = 0;
      let known: KnownAbility = {
        learner: initialLearnerAbility(),
        concept: { ...ability.initial(params), difficulty: conceptDifficulty },
      };
      for (const { wait, ...answer } of given) {
        at += wait;
        known = learnAbility(known, 'Algebra', { at, ...answer });
      }
      const numbers = [known.learner.overall, known.learner.learning, known.concept.deviation, known.learner.question_hardness];
      for (const { mean, variance } of numbers) {
        expect(Math.abs(mean)).toBeLessThan(100);
        expect(variance).toBeGreaterThan(0);
        expect(variance).toBeLessThan(10);
      }
      for (const success of [0, 0.5, 1]) {
        const difficulty = abilityDifficulty(known.concept, { success, elapsedDays: 3 });
        expect(difficulty).toBeGreaterThanOrEqual(0);
        expect(difficulty).toBeLessThanOrEqual(1);
      }
    };
    for (const given of extremes) for (const difficulty of [0, 1]) check(given, difficulty);
    fc.assert(fc.property(answers, fc.constantFrom(0, 0.5, 1), check), { numRuns: 60 });
  });
});

describe('mastery at a later time', () => {
  it('is less, the longer ago the practice was, and less so after practice on many days', () => {
    const practised = (gapDays: number) => {
      let state = ability.initial(params);
      for (let n = 0; n < 6; n += 1) state = ability.update(state, { at: n * gapDays * 864e5, correct: true }, params);
      return state;
    };
    const lost = (state: ConceptAbility, days: number) =>
      ability.mastery(state, params) - ability.masteryAt(state, state.at + days * 864e5, params);
    expect(lost(practised(1), 0)).toBe(0);
    expect(lost(practised(1), 30)).toBeGreaterThan(lost(practised(1), 5));
    expect(lost(practised(1), 10)).toBeLessThan(lost(practised(0), 10));
  });
});
