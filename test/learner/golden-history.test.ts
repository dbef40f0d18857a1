import { describe, expect, it } from 'vitest';
import { forgettingCurveDefaults, type Rating, retention, updateForgettingCurve } from '../../src/algorithms/index.js';
import type { ContentMastery, LearningEvent } from '../../src/collections/index.js';
import { compareEvents, History, type LearnerModels } from '../../src/learner/index.js';
import { type Answer, make } from './event-maker.js';
import { models } from './models.js';
import { naiveElapsedDays } from './naive-learner-day.js';

const DAY = 24 * 60;

/** Right and wrong answers to one concept, so many days after the start, and what the fold said of each. */
function golden(marks: string, days: readonly number[], body: (n: number) => Partial<Answer> = () => ({}), under: LearnerModels = models) {
  const events: LearningEvent[] = [make.started(0, 's', 0, { initial_difficulty_level: 0.5 })];
  for (const [n, mark] of [...marks].entries()) {
    events.push(make.answer(0, `a${n}`, (days[n] ?? 0) * DAY + n, { correct: mark === '+', ...body(n) }));
  }
  const history = new History(under);
  const folded = [...events].sort(compareEvents).map((event) => history.add(event));
  const answers = folded.slice(1);
  const provenances = answers.flatMap(({ provenance }) => (provenance === undefined ? [] : [provenance]));
  const masteries = answers.flatMap(({ mastery }) => (mastery === null ? [] : [mastery]));
  return { provenances, masteries, last: masteries.at(-1) as ContentMastery };
}

const rounded = (numbers: readonly number[]) => numbers.map((number) => Math.round(number * 1000) / 1000);

describe('a history of one concept', () => {
  const MARKS = '++-++++';
  const DAYS = [0, 1, 7, 8, 9, 15, 30];
  const { provenances, masteries, last } = golden(MARKS, DAYS);

  it('has these levels of mastery', () => {
    expect(rounded(provenances.map(({ after }) => after.mastery_level))).toEqual([0.775, 0.945, 0.716, 0.927, 0.985, 0.997, 0.999]);
    expect(provenances.map(({ newly_mastered }) => newly_mastered)).toEqual([false, true, false, true, false, false, false]);
  });

  it('has these intervals, by SM-2', () => {
    expect(masteries.map((one) => one.spaced_repetition_data.repetition_interval_days)).toEqual([1, 6, 1, 1, 6, 15, 38]);
    expect(last.spaced_repetition_data.review_history.map((one) => one.interval_adjustment)).toEqual([1, 5, -5, 0, 5, 9, 23]);
    expect(last.mastery_tracking.mastery_achieved_date).toEqual(masteries[1]?.mastery_tracking.last_practiced_date);
  });

  it('is predicted before it is seen, by the mean of what speaks for a right answer', () => {
    const [first, second] = provenances;
    const unseen = 0.4 * 0.9 + 0.6 * 0.2;
    expect(first?.opinions).toEqual({ knowledge: expect.closeTo(unseen, 12), session: expect.closeTo(unseen, 12) });
    expect(first?.predicted).toBeCloseTo(unseen, 12);
    // After one right answer the concept's rate of 1 counts as much as the knowledge model, the session's rate a fifth of it.
    const known = 0.775 * 0.9 + 0.225 * 0.2;
    const opinions = {
      knowledge: known,
      session: (1 + 5 * known) / 6,
      concept: (1 + known) / 2,
      retention: second?.before.retention as number,
    };
    for (const [name, opinion] of Object.entries(opinions)) {
      expect(second?.opinions[name as keyof typeof opinions]).toBeCloseTo(opinion, 12);
    }
    expect(second?.predicted).toBeCloseTo((opinions.knowledge + opinions.session + opinions.concept + opinions.retention) / 4, 12);
  });

  it('is predicted by this concept’s own rate beside the session’s, which other concepts make too', () => {
    const history = new History(models);
    history.add(make.started(0, 's', 0));
    history.add(make.answer(0, 'a', 1));
    history.add(make.answer(0, 'b', 2, { concept: 'Slope', correct: false }));
    const opinions = history.add(make.answer(0, 'c', 3)).provenance?.opinions;
    const known = 0.775 * 0.9 + 0.225 * 0.2;
    expect(opinions?.concept).toBeCloseTo((1 + known) / 2, 12);
    // Right, then wrong: a rate of 0.9 / 1.9 that stands for 1.9 answers.
    expect(opinions?.session).toBeCloseTo((0.9 + 5 * known) / 6.9, 12);
  });

  it('is at first believed to be what the models start from', () => {
    const before = provenances[0]?.before;
    expect(before).toMatchObject({ mastery_level: 0.4, mastery_confidence: 0, retention: 1, repetition_interval_days: 0 });
    expect(before?.next_review_date).toBeUndefined();
    expect(before?.forgetting_curve).toBeUndefined();
  });

  it('believes before each answer what it believed after the one before, except for what was forgotten since', () => {
    for (const [n, { before }] of provenances.entries()) {
      const previous = provenances[n - 1];
      if (previous === undefined) continue;
      expect({ ...before, retention: previous.after.retention }).toEqual(previous.after);
      expect(before.retention).toBeLessThan(previous.after.retention);
    }
  });

  it('is remembered as the forgetting curve says, counted by the learner’s days', () => {
    const dates = last.learning_history.map(({ date }) => date);
    let curve: ContentMastery['spaced_repetition_data']['forgetting_curve_parameters'] | null = null;
    for (const [n, date] of dates.entries()) {
      const previous = dates[n - 1];
      const elapsedDays = previous === undefined ? 0 : naiveElapsedDays(previous, date, 'UTC', 4);
      if (curve !== null) expect(provenances[n]?.before.retention).toBe(retention(curve, elapsedDays));
      curve = updateForgettingCurve(curve, { elapsedDays, rating: MARKS[n] === '+' ? 3 : 1 });
      expect(masteries[n]?.spaced_repetition_data.forgetting_curve_parameters).toEqual(curve);
    }
  });

  it('names the models that it was made with', () => {
    const version = (name: string) => ({ name, version: '1', params_version: 'default' });
    const named = { scheduler: version('sm2'), knowledge: version('bkt'), forgetting: version('forgetting_curve') };
    for (const provenance of provenances) expect(provenance).toMatchObject(named);
    expect(last.models).toMatchObject(named);
    const fitted = golden('+', [0], () => ({}), { ...models, knowledge: { ...models.knowledge, paramsVersion: 'fit-7' } });
    expect(fitted.provenances[0]?.knowledge.params_version).toBe('fit-7');
  });

  it('aims at a difficulty that fits what the learner can do, the harder, the harder what they solved', () => {
    const aims = (marks: string, body?: (n: number) => Partial<Answer>) =>
      rounded(golden(marks, [], body).masteries.map((one) => one.personalization_data.optimal_difficulty_level));
    expect(aims('++++++')).toEqual([0, 0.086, 0.178, 0.26, 0.335, 0.403]);
    expect(aims('------')).toEqual([0, 0, 0, 0, 0, 0]);
    const easy = aims('+'.repeat(20), () => ({ difficulty_level: 0.1 })).at(-1) ?? 1;
    const hard = aims('+'.repeat(20), () => ({ difficulty_level: 0.9 })).at(-1) ?? 0;
    expect(hard).toBeGreaterThan(easy + 0.2);
  });

  it('follows other curves, models and thresholds where it is told to', () => {
    const exponential = {
      ...models,
      forgetting: { ...models.forgetting, params: { ...forgettingCurveDefaults, shape: 'exponential' as const } },
    };
    const days = [0, 40];
    expect(golden('++', days, () => ({}), exponential).provenances[1]?.before.retention).toBeLessThan(
      golden('++', days).provenances[1]?.before.retention ?? 0,
    );
    expect(golden('+', [0], () => ({}), { ...models, masteredAbove: 0.7 }).provenances[0]?.newly_mastered).toBe(true);
    expect(golden('+', [0], () => ({}), { ...models, targetSuccess: 1 }).last.personalization_data.optimal_difficulty_level).toBe(0);
  });
});

describe('what works for a learner', () => {
  const FIVE = '+++++';

  it('is a strategy with five answers and at least the mean score of the concept, the best first', () => {
    const scores = { poor: 0.2, fair: 0.6, good: 0.9 };
    const names = [...FIVE].flatMap(() => Object.keys(scores) as (keyof typeof scores)[]);
    const { last } = golden('+'.repeat(15), [], (n) => ({ strategy: names[n] as string, score: scores[names[n] as keyof typeof scores] }));
    expect(last.personalization_data.effective_learning_strategies).toEqual(['good', 'fair']);
  });

  it('is not said of a strategy tried four times', () => {
    expect(golden('++++', [], () => ({ strategy: 'hints' })).last.personalization_data.effective_learning_strategies).toEqual([]);
    expect(golden(FIVE, [], () => ({ strategy: 'hints' })).last.personalization_data.effective_learning_strategies).toEqual(['hints']);
  });

  it('is in the order of names where it works alike', () => {
    const { last } = golden(FIVE + FIVE, [], (n) => ({ strategy: n % 2 === 0 ? 'b' : 'a' }));
    expect(last.personalization_data.effective_learning_strategies).toEqual(['a', 'b']);
  });

  it('is measured by score, so that partial credit is held against partial credit', () => {
    const { last } = golden(FIVE, [], () => ({ strategy: 'hints', score: 0.5 }));
    expect(last.personalization_data.effective_learning_strategies).toEqual(['hints']);
  });

  it('is kept by emotion and by style, from the first answer on', () => {
    const { last } = golden('+-+', [], (n) => ({
      emotional_state: n < 2 ? 'hope' : 'anger',
      ...(n === 2 ? { learning_style: 'visual' as const } : {}),
    }));
    expect(last.personalization_data).toMatchObject({
      emotional_associations: { hope: 0.5, anger: 1 },
      learning_style_effectiveness: { visual: 1 },
    });
    expect(last.learning_history.map((entry) => entry.emotional_state)).toEqual(['hope', 'hope', 'anger']);
  });
});

describe('a concept’s first answer', () => {
  const curriculum = {
    prerequisite_concepts: [{ concept: 'Slope', importance_weight: 1, mastery_required: 0.6 }],
    dependent_concepts: [{ concept: 'Zeros', dependency_strength: 0.5 }],
  };

  it('brings what the curriculum says, and later ones cannot change it', () => {
    const history = new History(models);
    history.add(make.started(0, 's', 0));
    history.add({ ...make.answer(0, 'a', 1), curriculum });
    history.add({ ...make.answer(0, 'b', 2), curriculum: { prerequisite_concepts: [], dependent_concepts: [] } });
    expect([...history.masteries.values()][0]?.prerequisite_relationships).toEqual(curriculum);
  });

  it('is an introduction, and the next ones are what the session is for', () => {
    const activities = (session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration') => {
      const history = new History(models);
      history.add(make.started(0, 's', 0, { session_type }));
      history.add(make.answer(0, 'a', 1));
      history.add(make.answer(0, 'b', 2));
      history.add(make.answer(0, 'c', 3, { activity_type: 'introduction' }));
      return [...history.masteries.values()][0]?.learning_history.map((entry) => entry.activity_type);
    };
    expect(activities('study')).toEqual(['introduction', 'practice', 'introduction']);
    expect(activities('practice')).toEqual(['introduction', 'practice', 'introduction']);
    expect(activities('assessment')).toEqual(['introduction', 'assessment', 'introduction']);
    expect(activities('revision')).toEqual(['introduction', 'revision', 'introduction']);
    expect(activities('exploration')).toEqual(['introduction', 'practice', 'introduction']);
  });

  it.each([
    [1, 0.7],
    [2, 0.99],
    [3, 0.99],
    [4, 0.99],
  ])('rated %i leaves a memory of strength %d', (rating, strength) => {
    const { last } = golden('+', [0], () => ({ correct: rating > 1, rating: rating as Rating }));
    expect(last.spaced_repetition_data.forgetting_curve_parameters.initial_strength).toBe(strength);
  });

  it('is counted in the learner’s own days: across the rollover hour a night has passed, within it none', () => {
    // 20 minutes apart, on either side of 4 o'clock in Kathmandu, which is 22:15 UTC.
    const beliefBefore = (timezone: string, day_rollover_hour: number) => {
      const history = new History(models);
      history.add(make.started(0, 's', 0, { timezone, day_rollover_hour }));
      history.add(make.answer(0, 'a', 13 * 60 + 5));
      return history.add(make.answer(0, 'b', 13 * 60 + 25)).provenance?.before;
    };
    const curve = beliefBefore('Asia/Kathmandu', 4)?.forgetting_curve;
    if (curve === undefined) throw new Error('no curve');
    expect(beliefBefore('Asia/Kathmandu', 4)?.retention).toBe(retention(curve, 1));
    expect(beliefBefore('Asia/Kathmandu', 0)?.retention).toBe(retention(curve, 0));
    expect(beliefBefore('UTC', 4)?.retention).toBe(retention(curve, 0));
  });
});
