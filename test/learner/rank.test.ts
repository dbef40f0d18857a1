import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES, type EmotionalState, forgettingCurveDefaults } from '../../src/algorithms/index.js';
import type { ShownMastery } from '../../src/collections/index.js';
import { learnerNow, RECOMMENDATION_REASONS, type Recommendation } from '../../src/learner/index.js';
import type { Situation } from '../../src/learner/rank.js';
import { rankSteps } from '../../src/learner/rank.js';
import { DAY, START } from './event-maker.js';

/** Runs the ranking to its end. */
function rank(situation: Situation): Recommendation[] {
  const steps = rankSteps(situation);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const NOTHING: Situation = {
  now: learnerNow(START, { timezone: 'UTC', day_rollover_hour: 4 }),
  limit: 10,
  due: [],
  weak: [],
  fringe: [],
  recentSuccess: null,
  emotion: null,
  targetSuccess: 0.85,
  forgetting: forgettingCurveDefaults,
};

/** A concept that was practised some days ago, and that is due since some days. */
function mastery(concept: string, { level = 0.5, practised = 10, overdue = 1, stability = 5, difficulty = 0.5 } = {}): ShownMastery {
  return {
    subject: 'Algebra',
    topic: 'Equations',
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
    evidence: { answers: 7 },
  };
}

const fresh = (concept: string, readiness = 0.9, difficulty_level = 0.5) => ({
  subject: 'Algebra',
  topic: 'Equations',
  concept,
  readiness,
  difficulty_level,
});

const names = (recommendations: readonly Recommendation[]) => recommendations.map(({ concept }) => concept);
const only = (situation: Partial<Situation>): Recommendation => {
  const [first, ...more] = rank({ ...NOTHING, ...situation });
  expect(more).toEqual([]);
  return first as Recommendation;
};
const feeling = (emotion: EmotionalState, confidence = 1) => ({ emotion: { emotion, confidence } });

describe('what comes next', () => {
  it('is nothing where there is nothing', () => {
    expect(rank(NOTHING)).toEqual([]);
  });

  it('is a due review first, by how much of it is forgotten', () => {
    const due = [mastery('remembered', { stability: 1000 }), mastery('forgotten', { stability: 1 })];
    expect(names(rank({ ...NOTHING, due, fringe: [fresh('new', 0.7)] }))).toEqual(['forgotten', 'remembered', 'new']);
  });

  it('is among weak spots the weakest, and among new concepts the best prepared', () => {
    const weak = [mastery('middling', { level: 0.6 }), mastery('weakest', { level: 0.1 })];
    expect(names(rank({ ...NOTHING, weak }))).toEqual(['weakest', 'middling']);
    expect(names(rank({ ...NOTHING, fringe: [fresh('hardly', 0.61), fresh('well', 0.99)] }))).toEqual(['well', 'hardly']);
  });

  it('has the priorities that the reasons start from and the need adds', () => {
    expect(only({ weak: [mastery('c', { level: 0.25 })] }).priority).toBeCloseTo(0.4 + 0.4 * 0.75, 12);
    expect(only({ fringe: [fresh('c', 0.8)] }).priority).toBeCloseTo(0.3 + 0.4 * 0.8, 12);
    const due = only({ due: [mastery('c')] });
    expect(due.priority).toBeCloseTo(0.6 + 0.4 * (1 - (due.reasons[0]?.numbers['retention'] ?? 0)), 12);
  });

  it('names a concept once, with all its reasons, the strongest first', () => {
    const both = mastery('both', { level: 0.1, stability: 1000 });
    const { reasons, priority } = only({ due: [both], weak: [both] });
    // Weak by 0.4 + 0.4 · 0.9 stands before due by 0.6 + 0.4 · 0.01; the second reason adds 0.05.
    expect(reasons.map(({ code }) => code)).toEqual(['weak_spot', 'due_review']);
    expect(priority).toBeCloseTo(0.76 + 0.05, 12);
  });

  it('gives the numbers behind each reason', () => {
    const { reasons } = only({ due: [mastery('c', { overdue: 2 })], weak: [mastery('c', { overdue: 2 })], fringe: [fresh('c', 0.7, 0.3)] });
    const numbers = Object.fromEntries(reasons.map((reason) => [reason.code, reason.numbers]));
    expect(Object.keys(numbers).sort()).toEqual([...RECOMMENDATION_REASONS].sort());
    expect(numbers['due_review']).toEqual({ overdue_days: 2, retention: expect.any(Number), mastery_level: 0.5 });
    expect(numbers['weak_spot']).toEqual({ mastery_level: 0.5, mastery_confidence: 0.4, retention: expect.any(Number), answers: 7 });
    expect(numbers['ready_to_learn']).toEqual({ readiness: 0.7, difficulty_level: 0.3 });
  });

  it('is in the order of names where priorities are the same, whoever came first', () => {
    const same = ['c', 'a', 'B', 'b'].map((name) => fresh(name));
    expect(names(rank({ ...NOTHING, fringe: same }))).toEqual(['B', 'a', 'b', 'c']);
    expect(names(rank({ ...NOTHING, fringe: [...same].reverse() }))).toEqual(['B', 'a', 'b', 'c']);
  });

  it('keeps concepts of one name apart by topic and subject', () => {
    const one = fresh('Zeros');
    expect(rank({ ...NOTHING, fringe: [one, { ...one, topic: 'Graphs' }, { ...one, subject: 'History' }] })).toHaveLength(3);
  });

  it('is as long as the limit allows, and the best of it', () => {
    const fringe = [0.1, 0.9, 0.5].map((readiness) => fresh(String(readiness), readiness));
    expect(names(rank({ ...NOTHING, fringe, limit: 2 }))).toEqual(['0.9', '0.5']);
  });

  it('starts the difficulty at what the concept is practised at, or at the curriculum’s', () => {
    expect(only({ weak: [mastery('c', { difficulty: 0.7 })] })).toMatchObject({ target_difficulty: 0.7, difficulty_changes: [] });
    expect(only({ fringe: [fresh('c', 0.9, 0.2)] })).toMatchObject({ target_difficulty: 0.2, difficulty_changes: [] });
  });

  it('moves the difficulty by recent success, and says so', () => {
    const failing = only({ fringe: [fresh('c')], recentSuccess: { rate: 0.2, weight: 5 } });
    expect(failing.target_difficulty).toBeLessThan(0.5);
    expect(failing.difficulty_changes.map(({ code }) => code)).toContain('success_below_target');
    const aimed = only({ fringe: [fresh('c')], recentSuccess: { rate: 0.5, weight: 5 }, targetSuccess: 0.5 });
    expect(aimed.target_difficulty).toBe(0.5);
  });

  it('meets a frustrated learner with something known, and with easier questions', () => {
    const calm = only({ fringe: [fresh('c')] });
    const frustrated = only({ fringe: [fresh('c')], ...feeling('frustration', 0.8) });
    expect(frustrated.priority).toBeCloseTo(calm.priority - 0.15 * 0.8, 12);
    expect(frustrated.target_difficulty).toBeLessThan(calm.target_difficulty);
    expect(frustrated.difficulty_changes.map(({ code }) => code)).toEqual(['strained']);
    const known = [mastery('known', { level: 0.5 })];
    const eager = [fresh('new', 0.9)];
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
      limit: fc.integer({ min: 1, max: 4 }),
      due: fc.array(practised, { maxLength: 1 }),
      weak: fc.array(practised, { maxLength: 1 }),
      fringe: fc.array(
        fc.tuple(fc.constantFrom('a', 'b', 'c'), share, share).map((fields) => fresh(...fields)),
        { maxLength: 4 },
      ),
      recentSuccess: fc.option(fc.record({ rate: share, weight: fc.nat(10) })),
      emotion: fc.option(fc.record({ emotion: fc.constantFrom(...EMOTIONAL_STATES), confidence: share })),
      targetSuccess: share,
      forgetting: fc.constant(forgettingCurveDefaults),
    });
    fc.assert(
      fc.property(situation, (one) => {
        const ranked = rank(one);
        expect(ranked.length).toBeLessThanOrEqual(one.limit);
        expect(new Set(names(ranked)).size).toBe(ranked.length);
        for (const { priority, target_difficulty, reasons } of ranked) {
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
  const masteries = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
    .chain((ids) => fc.tuple(...ids.map((id) => level.map((at) => mastery(`c${id}`, { level: at, overdue: id % 3 })))));
  const fringe = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
    .chain((ids) => fc.tuple(...ids.map((id) => level.map((readiness) => fresh(`c${id}`, readiness)))));

  it('is the beginning of a longer one, with the same reasons and numbers, in whichever order the candidates were read', () => {
    fc.assert(
      fc.property(masteries, masteries, fringe, fc.nat({ max: 130 }), (due, weak, ready, limit) => {
        const all = rank({ ...NOTHING, due, weak, fringe: ready, limit: Number.MAX_SAFE_INTEGER });
        const backwards = { due: [...due].reverse(), weak: [...weak].reverse(), fringe: [...ready].reverse() };
        expect(rank({ ...NOTHING, due, weak, fringe: ready, limit })).toEqual(all.slice(0, limit));
        expect(rank({ ...NOTHING, ...backwards, limit })).toEqual(all.slice(0, limit));
      }),
    );
  });
});
