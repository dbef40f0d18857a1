import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgettingCurveDefaults } from '../../src/algorithms/index.js';
import type { AnswerEvent, ContentMastery } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { History, learnerNow, masteryAt, outcomeOf } from '../../src/learner/index.js';
import { at, DAY, make } from './event-maker.js';
import { models } from './models.js';

const history = foldLog([make.started(0, 's', 0), make.answer(0, 'a', 1), make.answer(0, 'b', 2)], models);
const mastery = [...history.masteries.values()][0] as ContentMastery;
const practised = mastery.mastery_tracking.last_practiced_date.getTime();
const daysOn = (days: number) => learnerNow(new Date(practised + days * DAY), { timezone: 'UTC', day_rollover_hour: 4 });
const later = (days: number) => masteryAt(mastery, daysOn(days), { models, learner: null });

describe('mastery at an instant', () => {
  it('is at the last practice what the curve starts from', () => {
    const { initial_strength } = mastery.spaced_repetition_data.forgetting_curve_parameters;
    expect(later(0).retention).toBe(initial_strength);
    expect(later(0).retained_mastery).toBe(mastery.mastery_tracking.current_mastery_level * initial_strength);
  });

  it('has lost a tenth of it when the stability has passed', () => {
    const { initial_strength, stability } = mastery.spaced_repetition_data.forgetting_curve_parameters;
    expect(later(stability).retention).toBeCloseTo(0.9 * initial_strength, 6);
  });

  it('never grows with time, and an instant before the last practice counts as the practice', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 900, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true }), (one, more) => {
        expect(later(one + more).retained_mastery).toBeLessThanOrEqual(later(one).retained_mastery);
      }),
    );
    expect(later(-3)).toEqual(later(0));
  });

  it('shows what is stored beside what is left of it', () => {
    expect(later(5)).toMatchObject({
      subject: 'Algebra',
      topic: 'Equations',
      concept: 'Linear equations',
      mastery_level: mastery.mastery_tracking.current_mastery_level,
      mastery_confidence: mastery.mastery_tracking.mastery_confidence,
      last_practiced_date: at(2),
      next_review_date: mastery.spaced_repetition_data.next_review_date,
      answers: 2,
    });
    expect(later(5).retained_mastery).toBe(later(5).mastery_level * later(5).retention);
  });

  it('follows the curve that the parameters name', () => {
    const { initial_strength, stability } = mastery.spaced_repetition_data.forgetting_curve_parameters;
    const exponential = masteryAt(mastery, daysOn(3 * stability), {
      models: { ...models, forgetting: { ...models.forgetting, params: { ...forgettingCurveDefaults, shape: 'exponential' } } },
      learner: null,
    });
    expect(exponential.retention).toBeCloseTo(initial_strength * 0.9 ** 3, 6);
  });
});

describe('the outcome of an answer', () => {
  const told = new History(models);
  told.add(make.started(0, 's', 0));
  told.add(make.answer(0, 'a', 1, { correct: false }));
  const event = make.answer(0, 'b', 2);
  const { provenance } = told.add(event);
  const stored: AnswerEvent = { ...event, provenance: provenance as AnswerEvent['provenance'] };

  it('is read off the stored event', () => {
    expect(outcomeOf(stored)).toStrictEqual({
      event_id: 'b',
      session_id: event.session_id,
      subject: 'Algebra',
      topic: 'Equations',
      concept: 'Linear equations',
      occurred_at: at(2),
      correct: true,
      predicted: stored.provenance.predicted,
      mastery_before: stored.provenance.before.mastery_level,
      mastery_level: stored.provenance.after.mastery_level,
      mastery_confidence: stored.provenance.after.mastery_confidence,
      newly_mastered: false,
      repetition_interval_days: 1,
      next_review_date: stored.provenance.after.next_review_date,
    });
  });

  it('says the belief before as the answer before left it', () => {
    expect(stored.provenance.before.mastery_level).not.toBe(stored.provenance.after.mastery_level);
    const again = new History(models);
    again.add(make.started(0, 's', 0));
    const first = again.add(make.answer(0, 'a', 1, { correct: false })).provenance;
    expect(outcomeOf(stored).mastery_before).toBe(first?.after.mastery_level);
  });

  it('needs no date of review to be told', () => {
    const { next_review_date, ...undated } = stored.provenance.after;
    expect(outcomeOf({ ...stored, provenance: { ...stored.provenance, after: undated } }).next_review_date).toEqual(at(2));
  });
});
