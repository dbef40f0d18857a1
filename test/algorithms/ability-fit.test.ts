import { describe, expect, it } from 'vitest';
import { type AbilityModelParams, type AnswerLog, abilityModelDefaults, seededRandom } from '../../src/algorithms/index.js';
import { abilityFitter } from '../../src/algorithms/knowledge/ability/fit/ability-fitter.js';
import { someLearners } from '../../src/algorithms/knowledge/ability/fit/some-learners.js';

const DAY_MS = 86_400_000;
const NAMES = Array.from({ length: 12 }, (_, concept) => `Algebra\0All\0concept ${concept}`);
/** From hard to easy, in log-odds. */
const EASES = NAMES.map((_, concept) => -2 + concept / 3);

interface World {
  readonly learners?: number;
  readonly answers?: number;
  readonly spread?: number;
  readonly mean?: number;
  /** Questions differ by so much from the easiest to the hardest, where the log says how hard they are. */
  readonly hardness?: number;
  readonly always?: boolean;
}

/** Answers that follow from the learner's ability, the concept's ease and the question's difficulty, two days apart from round to round. */
function logOf({ learners = 40, answers = 50, spread = 0.8, mean = 0, hardness, always }: World): AnswerLog {
  const random = seededRandom(5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: learners }, (_, learner) => {
    const able = mean + spread * normal();
    return Array.from({ length: answers }, (_, n) => {
      const concept = Math.floor(random() * NAMES.length);
      const difficulty = hardness === undefined ? 0.5 : random();
      const chance = 1 / (1 + Math.exp(-(able + (EASES[concept] as number) - (hardness ?? 0) * (difficulty - 0.5))));
      return { learner, concept, difficulty, day: Math.floor(n / 20) * 2, n, correct: always ?? random() < chance };
    });
  }).flat();
  return {
    learner: Int32Array.from(rows, (row) => row.learner),
    concept: Int32Array.from(rows, (row) => row.concept),
    at: Float64Array.from(rows, (row) => row.day * DAY_MS + row.n * 60_000),
    day: Int32Array.from(rows, (row) => row.day),
    rating: Uint8Array.from(rows, (row) => (row.correct ? 3 : 1)),
    correct: Uint8Array.from(rows, (row) => Number(row.correct)),
    ...(hardness === undefined ? {} : { difficulty: Float64Array.from(rows, (row) => row.difficulty) }),
    learners,
    names: NAMES,
  };
}

const easesOf = (byConcept: ReadonlyMap<number, { readonly params: AbilityModelParams }> | undefined) =>
  NAMES.map((_, concept) => byConcept?.get(concept)?.params.concept_ease ?? Number.NaN);

describe('a fit of ability', () => {
  it('finds how easy each concept is to everybody, and predicts better by it', async () => {
    const { byConcept, fellBack, report, params } = await abilityFitter(logOf({ learners: 80 }), {});
    expect(fellBack).toBeNull();
    const found = easesOf(byConcept);
    const middle = found.reduce((sum, ease) => sum + ease, 0) / found.length - EASES.reduce((sum, ease) => sum + ease, 0) / EASES.length;
    for (const [concept, ease] of found.entries()) expect(Math.abs(ease - middle - (EASES[concept] as number))).toBeLessThan(0.6);
    expect(report['logLossAfter']).toBeLessThan((report['logLossBefore'] as number) - 0.03);
    expect(report['kept']).toEqual(['question_hardness']);
    expect(params.question_hardness).toBe(abilityModelDefaults.question_hardness);
  });

  it('tells able learners from others, learners who differ from those who do not, and hard questions from easy ones', async () => {
    const fitted = async (world: World) => (await abilityFitter(logOf({ learners: 30, ...world }), {})).params;
    const [typical, able] = [await fitted({}), await fitted({ mean: 1.5 })];
    expect(able.ability).toBeGreaterThan(typical.ability + 0.5);
    expect((await fitted({ spread: 0.1 })).ability_variance).toBeLessThan((await fitted({ spread: 1.5 })).ability_variance / 2);
    expect((await fitted({ hardness: 6 })).question_hardness).toBeGreaterThan(1.3 * (await fitted({ hardness: 1 })).question_hardness);
  });

  it('leaves what the log cannot tell as it was, and says so', async () => {
    const oneDay = logOf({ answers: 20, learners: 20 });
    const kept = (await abilityFitter(oneDay, {})).report['kept'];
    expect(kept).toEqual(['question_hardness', 'forgetting_days', 'forgetting_power']);
  });

  it.each([
    ['few learners', { learners: 4 }, 'too_few_learners'],
    ['few answers', { learners: 12, answers: 8 }, 'too_few_answers'],
    ['learners of one answer each', { learners: 300, answers: 1 }, 'no_second_answers'],
    ['nothing but right answers', { always: true }, 'only_right_answers'],
    ['nothing but wrong answers', { always: false }, 'only_wrong_answers'],
  ] as const)('falls back where there are %s', async (_, world, reason) => {
    const { params, fellBack, leftOut, byConcept } = await abilityFitter(logOf(world), {});
    expect([params, fellBack, byConcept]).toEqual([abilityModelDefaults, reason, undefined]);
    expect([...(leftOut?.values() ?? [])].map(({ reasons }) => reasons[0])).toContain(reason);
  });

  it('gives no ease to a concept with few answers or learners, and one that holds back to a concept that everybody solves', async () => {
    const log = logOf({});
    const rows = log.concept.map((concept, row) => (concept === 3 && (log.learner[row] as number) > 2 ? 4 : concept));
    const correct = log.correct.map((right, row) => (rows[row] === 5 ? 1 : right));
    const { byConcept, leftOut } = await abilityFitter({ ...log, concept: rows, correct }, {});
    expect(leftOut?.get(3)).toMatchObject({ reasons: ['too_few_learners'] });
    expect(byConcept?.has(3)).toBe(false);
    const ease = byConcept?.get(5)?.params.concept_ease ?? Number.NaN;
    expect(ease).toBeGreaterThan(1);
    expect(ease).toBeLessThanOrEqual(5);
  });

  it('plays learners enough to tell how they differ, however many answers each has', () => {
    const played = (learners: number, answers: number) =>
      someLearners({ learner: Int32Array.from({ length: learners * answers }, (_, row) => Math.floor(row / answers)) });
    expect(played(6, 10_000)).toEqual(Array.from({ length: 6 }, (_, place) => ({ from: place * 10_000, to: place * 10_000 + 2_000 })));
    expect(played(120, 200)).toHaveLength(60);
    expect(played(2_000, 20)).toHaveLength(500);
    expect(played(3, 5)).toHaveLength(3);
  });

  it('gives the same to the bit again, and stops when it is told to', async () => {
    const small = logOf({ learners: 10, answers: 30 });
    expect(await abilityFitter(small, {})).toEqual(await abilityFitter(small, {}));
    await expect(abilityFitter(logOf({}), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
