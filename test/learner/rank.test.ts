import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES, type EmotionalState, forgettingCurveDefaults, initialLearnerAbility } from '../../src/algorithms/index.js';
import type { RankedMastery } from '../../src/collections/index.js';
import { expectedGain } from '../../src/learner/expected-gain.js';
import { dueWithin, learnerNow, PRIORITY_CHANGES, RECOMMENDATION_REASONS, type Recommendation } from '../../src/learner/index.js';
import type { Situation } from '../../src/learner/rank.js';
import { rankSteps } from '../../src/learner/rank.js';
import { DAY, START } from './event-maker.js';
import { models } from './models.js';

/** Runs the ranking to its end. */
function rank(situation: Situation): Recommendation[] {
  const steps = rankSteps(situation);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const RULE = { timezone: 'UTC', day_rollover_hour: 4 } as const;

const NOTHING: Situation = {
  now: learnerNow(START, RULE),
  limit: 10,
  horizonDays: 30,
  lastTopic: undefined,
  readinessOf: () => 1,
  unlocksOf: () => 0,
  dueBy: dueWithin(learnerNow(START, RULE), 'today'),
  soonest: [],
  weak: [],
  masteredAbove: 0.8,
  fringe: [],
  recentSuccess: null,
  emotion: null,
  judge: { models: { ...models, targetSuccess: 0.6 }, learner: null },
  forgetting: forgettingCurveDefaults,
};

/** A concept that was practised some days ago, and that is due since some days. */
function mastery(
  concept: string,
  {
    level = 0.5,
    practised = 10,
    overdue = 1,
    stability = 5,
    difficulty = 0.5,
    rate = -1,
    weight = 5,
    seconds = 25,
    topic = 'Equations',
  } = {},
): RankedMastery {
  return {
    subject: 'Algebra',
    topic,
    concept,
    mastery_tracking: {
      current_mastery_level: level,
      mastery_confidence: 0.4,
      first_exposure_date: START,
      last_practiced_date: new Date(START.getTime() - practised * DAY),
      last_practiced_day: Math.floor(START.getTime() / DAY) - practised,
    },
    spaced_repetition_data: {
      repetition_interval_days: practised - overdue,
      next_review_date: new Date(START.getTime() - overdue * DAY),
      forgetting_curve_parameters: { initial_strength: 0.99, decay_rate: 0.15, stability },
    },
    personalization_data: { optimal_difficulty_level: difficulty },
    // Knowledge is another model's, and no ability was kept: as in a document from before it was.
    models: { knowledge: { name: 'bkt', version: '1', params_version: 'default', state: {} } },
    evidence: {
      answers: 7,
      recent_success: { rate: rate < 0 ? level : rate, weight },
      response_time: { answers: 7, seconds: 7 * seconds },
    },
  };
}

const fresh = (concept: string, difficulty_level = 0.5, topic = 'Equations') => ({
  subject: 'Algebra',
  topic,
  concept,
  difficulty_level,
  prerequisites: [],
});
/** Says how ready a learner is for concepts, by their names. */
const ready = (by: { readonly [concept: string]: number }) => ({ readinessOf: (key: string) => by[key.split('\0')[2] ?? ''] ?? 1 });

const names = (recommendations: readonly Recommendation[]) => recommendations.map(({ concept }) => concept);
const only = (situation: Partial<Situation>): Recommendation => {
  const [first, ...more] = rank({ ...NOTHING, ...situation });
  expect(more).toEqual([]);
  return first as Recommendation;
};
const factorOf = ({ priority_changes }: Recommendation, code: string) =>
  priority_changes.find((change) => change.code === code)?.factor ?? 1;
const feeling = (emotion: EmotionalState, confidence = 1) => ({ emotion: { emotion, confidence } });

describe('what comes next', () => {
  it('is nothing where there is nothing', () => {
    expect(rank(NOTHING)).toEqual([]);
  });

  it('is among reviews the one of which most would be lost, and among new concepts the best prepared', () => {
    const due = [mastery('remembered', { level: 0.9, stability: 1000 }), mastery('forgotten', { level: 0.9, stability: 1 })];
    expect(names(rank({ ...NOTHING, soonest: due }))).toEqual(['forgotten', 'remembered']);
    const fringe = [fresh('hardly'), fresh('well')];
    expect(names(rank({ ...NOTHING, fringe, ...ready({ hardly: 0.3, well: 0.9 }) }))).toEqual(['well', 'hardly']);
  });

  it('gains by what is missing, what is kept and what is unlocked', () => {
    const one = mastery('c', { level: 0.6, rate: 0.6, stability: 5, practised: 10 });
    const { gain, expected_success } = only({ soonest: [one], unlocksOf: () => 2, readinessOf: () => 0.5 });
    // By hand, with the FSRS-6 curve: F = 0.9^(−1/0.15) − 1 = 1.0186; R(40) = 0.99·(1 + F·40/5)^−0.15 = 0.7103.
    expect(gain.retention_at_horizon).toBeCloseTo(0.7103, 3);
    expect(gain.retention_if_practised).toBeGreaterThan(0.85);
    expect(gain.kept).toBeCloseTo(0.6 * (gain.retention_if_practised - gain.retention_at_horizon), 12);
    expect(expected_success).toBeCloseTo(0.6 * 0.99 * (1 + 1.0186 * 2) ** -0.15, 3);
    expect(gain.missing).toBeCloseTo(1 - expected_success, 12);
    expect(gain.practised).toBeCloseTo(gain.missing * (0.1 * gain.success + gain.kept), 12);
    const unmet = only({ fringe: [fresh('c')], readinessOf: () => 0.5 }).gain;
    expect(unmet.practised).toBeCloseTo(0.5 * unmet.missing * (0.1 * unmet.success + unmet.kept), 12);
    expect(gain.unlocked).toBeCloseTo(0.1 * 2 * gain.practised, 12);
    expect(gain.total).toBeCloseTo(gain.practised + gain.unlocked, 12);
  });

  it('gains little by what was practised just now, and the more the longer it rests', () => {
    const kept = [0, 1, 3, 10, 30].map((practised) => only({ soonest: [mastery('c', { practised })] }).gain.kept);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect((kept[0] as number) / (kept[4] as number)).toBeLessThan(0.2);
  });

  it('takes a near horizon for what will be asked soon', () => {
    const fragile = mastery('fragile', { level: 0.9, stability: 2, practised: 2 });
    const near = only({ soonest: [fragile], horizonDays: 1 }).gain;
    const far = only({ soonest: [fragile], horizonDays: 60 }).gain;
    expect(near.horizon_days).toBe(1);
    expect(near.kept).toBeLessThan(far.kept);
  });

  it('brings a weak spot of another day before one of today, which stands behind all else', () => {
    const weak = [
      mastery('today', { practised: 0, level: 0.1, overdue: -1 }),
      mastery('yesterday', { practised: 1, level: 0.8, overdue: -1 }),
    ];
    const ranked = rank({ ...NOTHING, weak, fringe: [fresh('new')] });
    expect(names(ranked).at(-1)).toBe('today');
    expect(ranked.at(-1)?.reasons.map(({ code }) => code)).toEqual(['practised_today']);
    expect(factorOf(ranked.at(-1) as Recommendation, 'practised_today')).toBe(0.1);
    expect(ranked.find(({ concept }) => concept === 'yesterday')?.reasons.map(({ code }) => code)).toEqual(['weak_spot']);
  });

  it('asks for nothing that is mastered and was practised today, unless it is due', () => {
    const mastered = mastery('mastered', { level: 0.9, practised: 0, overdue: -1 });
    expect(rank({ ...NOTHING, soonest: [mastered] })).toEqual([]);
    expect(only({ soonest: [mastery('yesterday', { level: 0.9, practised: 1, overdue: -1 })] }).reasons).toMatchObject([
      { code: 'early_review' },
    ]);
  });

  it('leaves a review to the scheduler, also of what was practised today', () => {
    const again = mastery('again', { practised: 0, level: 0.1 });
    expect(only({ soonest: [again], weak: [again] }).reasons.map(({ code }) => code)).toEqual(['due_review']);
  });

  it('prefers what takes less time, by the learner’s own times', () => {
    const due = [mastery('slow', { seconds: 90 }), mastery('quick', { seconds: 10 })];
    const [first, second] = rank({ ...NOTHING, soonest: due }) as [Recommendation, Recommendation];
    expect(names([first, second])).toEqual(['quick', 'slow']);
    // The mean of 14 answers and of the 3 of the first guess: (630 + 70 + 75) / 17 = 45.6 s; drawn to it by 3 answers, and 10 s of pause.
    expect(first.expected_minutes).toBeCloseTo(((70 + 3 * 45.588) / 10 + 10) / 60, 3);
    expect(factorOf(second, 'pace')).toBeLessThan(1);
  });

  it('mixes topics that are worth about the same', () => {
    const fringe = ['a', 'b', 'c', 'd'].map((name) => fresh(name, 0.5, name < 'c' ? 'Circles' : 'Lines'));
    expect(names(rank({ ...NOTHING, fringe }))).toEqual(['a', 'c', 'b', 'd']);
    const after = rank({ ...NOTHING, fringe, lastTopic: { subject: 'Algebra', topic: 'Circles' } });
    expect(names(after)).toEqual(['c', 'a', 'd', 'b']);
    expect(factorOf(after[3] as Recommendation, 'topic_again')).toBeCloseTo(0.95 ** 2, 12);
  });

  it('lets what is likely to fail wait while a session fails, and what is sure to succeed while all is right', () => {
    const due = [mastery('sure', { level: 0.95, stability: 30 }), mastery('shaky', { level: 0.2, stability: 1 })];
    const by = (rate: number) => {
      const ranked = rank({ ...NOTHING, soonest: due, recentSuccess: { rate, weight: 9 } });
      return new Map(ranked.map((step) => [step.concept, step] as const));
    };
    const step = (rate: number, concept: string) => by(rate).get(concept) as Recommendation;
    expect(factorOf(step(0.1, 'shaky'), 'too_hard_lately')).toBeLessThan(factorOf(step(0.1, 'sure'), 'too_hard_lately'));
    expect(factorOf(step(1, 'sure'), 'too_easy_lately')).toBeLessThan(factorOf(step(1, 'shaky'), 'too_easy_lately'));
    for (const concept of ['sure', 'shaky'])
      expect(step(0.8, concept).priority_changes.map(({ code }) => code)).not.toContain('too_hard_lately');
  });

  it('has a priority that is the gain times the changes', () => {
    const due = ['a', 'b', 'c'].map((name, at) => mastery(name, { seconds: 10 + 30 * at, practised: 3 + at }));
    const fringe = [fresh('d'), fresh('e')];
    for (const step of rank({ ...NOTHING, soonest: due, fringe, recentSuccess: { rate: 0.2, weight: 6 }, ...feeling('anxiety', 0.7) })) {
      const product = step.priority_changes.reduce((all, { factor }) => all * factor, step.gain.total);
      expect(step.priority).toBeCloseTo(product, 12);
    }
  });

  it('names a concept once, with all its reasons, first a review where more will be forgotten than is not known', () => {
    const known = mastery('known', { level: 0.79, stability: 1 });
    expect(only({ soonest: [known], weak: [known] }).reasons.map(({ code }) => code)).toEqual(['due_review', 'weak_spot']);
    const hardly = mastery('hardly', { level: 0.05, rate: 0.05 });
    expect(only({ soonest: [hardly], weak: [hardly] }).reasons.map(({ code }) => code)).toEqual(['weak_spot', 'due_review']);
  });

  it('gives the numbers behind each reason', () => {
    const today = mastery('today', { practised: 0, overdue: -1 });
    const both = mastery('c', { overdue: 2 });
    const early = mastery('early', { level: 0.9, overdue: -3 });
    const ranked = rank({ ...NOTHING, soonest: [both, early], weak: [both, today], fringe: [fresh('n', 0.3)], ...ready({ n: 0.7 }) });
    const numbers = Object.fromEntries(ranked.flatMap(({ reasons }) => reasons.map((reason) => [reason.code, reason.numbers])));
    expect(Object.keys(numbers).sort()).toEqual([...RECOMMENDATION_REASONS].sort());
    expect(numbers['due_review']).toEqual({ overdue_days: 2, retention: expect.any(Number), mastery_level: 0.5 });
    expect(numbers['early_review']).toEqual({ due_in_days: 3, retention: expect.any(Number), mastery_level: 0.9 });
    const practised = { mastery_level: 0.5, mastery_confidence: 0.4, retention: expect.any(Number), answers: 7 };
    expect(numbers['weak_spot']).toEqual(practised);
    expect(numbers['practised_today']).toEqual(practised);
    expect(numbers['ready_to_learn']).toEqual({ readiness: 0.7, difficulty_level: 0.3 });
  });

  it('is in the order of names where priorities are the same, no matter who came first', () => {
    const same = ['c', 'a', 'B', 'b'].map((name) => fresh(name));
    expect(names(rank({ ...NOTHING, fringe: same }))).toEqual(['B', 'a', 'b', 'c']);
    expect(names(rank({ ...NOTHING, fringe: [...same].reverse() }))).toEqual(['B', 'a', 'b', 'c']);
  });

  it('keeps concepts of one name apart by topic and subject', () => {
    const one = fresh('Zeros');
    expect(rank({ ...NOTHING, fringe: [one, { ...one, topic: 'Graphs' }, { ...one, subject: 'History' }] })).toHaveLength(3);
  });

  it('is as long as the limit allows, and the best of it', () => {
    const fringe = ['a', 'b', 'c'].map((name) => fresh(name));
    expect(names(rank({ ...NOTHING, fringe, limit: 2, ...ready({ a: 0.1, c: 0.5 }) }))).toEqual(['b', 'c']);
  });

  it('has the difficulty that fitted at the last answer where no ability was kept', () => {
    expect(only({ weak: [mastery('c', { difficulty: 0.7 })] })).toMatchObject({ target_difficulty: 0.7, difficulty_changes: [] });
  });

  it('has harder questions for an abler learner, in an easier concept, and for a lower aim', () => {
    const learner = (mean: number) => ({ ...initialLearnerAbility(), overall: { mean, variance: 0.1 } });
    const aimed = (difficulty: number, mean: number, targetSuccess: number) =>
      only({ fringe: [fresh('c', difficulty)], judge: { models: { ...models, targetSuccess }, learner: learner(mean) } }).target_difficulty;
    expect(aimed(0.5, 1, 0.7)).toBeGreaterThan(aimed(0.5, 0.8, 0.7));
    expect(aimed(0.4, 0.8, 0.7)).toBeGreaterThan(aimed(0.5, 0.8, 0.7));
    expect(aimed(0.5, 0.8, 0.65)).toBeGreaterThan(aimed(0.5, 0.8, 0.7));
    expect([aimed(0.5, 40, 0.7), aimed(0.5, -40, 0.7), aimed(0.5, 0, 0), aimed(0.5, 0, 1)]).toEqual([1, 0, 1, 0]);
  });

  it('meets a frustrated learner with something known, and with easier questions', () => {
    const calm = only({ fringe: [fresh('c')] });
    const frustrated = only({ fringe: [fresh('c')], ...feeling('frustration', 0.8) });
    expect(frustrated.priority).toBeCloseTo(calm.priority * (1 - 0.4 * 0.8), 12);
    expect(frustrated.target_difficulty).toBeLessThan(calm.target_difficulty);
    expect(frustrated.difficulty_changes.map(({ code }) => code)).toEqual(['strained']);
    const known = [mastery('known', { level: 0.8, stability: 0.5, practised: 10 })];
    const eager = [fresh('new')];
    expect(names(rank({ ...NOTHING, weak: known, fringe: eager }))).toEqual(['new', 'known']);
    expect(names(rank({ ...NOTHING, weak: known, fringe: eager, ...feeling('frustration') }))).toEqual(['known', 'new']);
  });

  it('does not hold new concepts back from a learner who is confused, or well', () => {
    const calm = only({ fringe: [fresh('c')] });
    for (const emotion of ['confusion', 'curiosity', 'surprise', 'neutral'] as const) {
      expect(only({ fringe: [fresh('c')], ...feeling(emotion) }).priority).toBe(calm.priority);
    }
  });

  it('has priorities and difficulties from 0 to 1, in falling order, whatever the situation', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const practised = fc
      .record({
        level: share,
        practised: fc.nat(2000),
        overdue: fc.integer({ min: 0, max: 3000 }),
        stability: fc.double({ min: 0.001, max: 36500, noNaN: true }),
        difficulty: share,
      })
      .map((fields) => mastery('c', fields));
    const situation = fc.record({
      now: fc.constant(NOTHING.now),
      horizonDays: fc.double({ min: 1e-3, max: 3650, noNaN: true }),
      lastTopic: fc.constantFrom(undefined, { subject: 'Algebra', topic: 'Equations' }),
      readinessOf: share.map((readiness) => () => readiness),
      unlocksOf: fc.double({ min: 0, max: 1000, noNaN: true }).map((waiting) => () => waiting),
      limit: fc.integer({ min: 1, max: 4 }),
      dueBy: fc.constant(NOTHING.dueBy),
      masteredAbove: share,
      soonest: fc.array(practised, { maxLength: 1 }),
      weak: fc.array(practised, { maxLength: 1 }),
      fringe: fc.array(
        fc.tuple(fc.constantFrom('a', 'b', 'c'), share).map((fields) => fresh(...fields)),
        { maxLength: 4 },
      ),
      recentSuccess: fc.option(fc.record({ rate: share, weight: fc.nat(10) })),
      emotion: fc.option(fc.record({ emotion: fc.constantFrom(...EMOTIONAL_STATES), confidence: share })),
      judge: share.map((targetSuccess) => ({ models: { ...models, targetSuccess }, learner: null })),
      forgetting: fc.constant(forgettingCurveDefaults),
    });
    fc.assert(
      fc.property(situation, (one) => {
        const ranked = rank(one);
        expect(ranked.length).toBeLessThanOrEqual(one.limit);
        expect(new Set(names(ranked)).size).toBe(ranked.length);
        for (const { priority, target_difficulty, reasons, gain, priority_changes, expected_success } of ranked) {
          for (const number of [gain.total, gain.kept, gain.missing, gain.practised, gain.unlocked, expected_success]) {
            expect(number).toBeGreaterThanOrEqual(0);
            expect(number).toBeLessThanOrEqual(1);
          }
          for (const { code } of priority_changes) expect(PRIORITY_CHANGES).toContain(code);
          expect(priority).toBeGreaterThanOrEqual(0);
          expect(priority).toBeLessThanOrEqual(1);
          expect(target_difficulty).toBeGreaterThanOrEqual(0);
          expect(target_difficulty).toBeLessThanOrEqual(1);
          expect(reasons.length).toBeGreaterThan(0);
        }
        expect(ranked.map(({ priority }) => priority)).toEqual(ranked.map(({ priority }) => priority).sort((a, b) => b - a));
      }),
    );
  });
});

describe('a shorter list', () => {
  const level = fc.constantFrom(0, 0.1, 0.5, 0.8);
  const topicOf = (id: number) => `Topic ${id % 4}`;
  const masteries = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) => level.map((at) => mastery(`c${id}`, { level: at, overdue: id % 3, practised: id % 5, topic: topicOf(id) }))),
      ),
    );
  const fringe = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
    .map((ids) => ids.map((id) => fresh(`c${id}`, 0.5, topicOf(id))));

  it('is the beginning of a longer one, with the same reasons and numbers, in whichever order the candidates were read', () => {
    fc.assert(
      fc.property(masteries, masteries, fringe, fc.nat({ max: 130 }), (soonest, weak, open, limit) => {
        const all = rank({ ...NOTHING, soonest, weak, fringe: open, limit: Number.MAX_SAFE_INTEGER });
        const backwards = { soonest: [...soonest].reverse(), weak: [...weak].reverse(), fringe: [...open].reverse() };
        expect(rank({ ...NOTHING, soonest, weak, fringe: open, limit })).toEqual(all.slice(0, limit));
        expect(rank({ ...NOTHING, ...backwards, limit })).toEqual(all.slice(0, limit));
      }),
    );
  });
});

describe('the expected gain', () => {
  const curve = { initial_strength: 0.99, decay_rate: 0.15, stability: 5 };

  it('is nothing where all is known for good, or nothing is prepared', () => {
    const forGood = { curve: { ...curve, stability: 36_500 }, elapsedDays: 1 };
    const known = { success: 1, mastery: 1, readiness: 1, unlocks: 0, memory: forGood };
    expect(expectedGain(known, 30, forgettingCurveDefaults).total).toBe(0);
    const unprepared = { success: 0.5, mastery: 0.5, readiness: 0, unlocks: 5, memory: null };
    expect(expectedGain(unprepared, 30, forgettingCurveDefaults).total).toBe(0);
  });

  it('is most where about half is known: what is known well has little to gain, what is far too hard little to keep', () => {
    const total = (mastery: number) =>
      expectedGain({ success: mastery, mastery, readiness: 1, unlocks: 0, memory: null }, 30, forgettingCurveDefaults).total;
    expect(total(0.5)).toBeGreaterThan(2 * total(0.1));
    expect(total(0.5)).toBeGreaterThan(2 * total(0.95));
  });

  it('never goes past a whole concept', () => {
    const { total, unlocked } = expectedGain(
      { success: 0.5, mastery: 0.5, readiness: 1, unlocks: 1e6, memory: null },
      30,
      forgettingCurveDefaults,
    );
    expect(total).toBeCloseTo(1, 12);
    expect(unlocked).toBeLessThan(1);
  });
});
