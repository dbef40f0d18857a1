import { describe, expect, it } from 'vitest';
import { type JsonObject, learnedPool, type Predictor, type Rating } from '../../src/algorithms/index.js';
import { conceptKey, defaultModels, History, type LearnerModels } from '../../src/learner/index.js';
import { make } from './event-maker.js';

const DAY_MINUTES = 1_440;
const CARD = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };
const personalModels = defaultModels({ scheduler: 'personal' });

/** A learner who answers one card after these waits of days. */
function answered(models: LearnerModels, ratings: readonly (readonly [days: number, rating: Rating])[]) {
  const history = new History(models);
  let [day, at] = [0, new Date(0)];
  for (const [place, [wait, rating]] of ratings.entries()) {
    day += wait;
    history.add(make.started(place, `s${place}`, day * DAY_MINUTES));
    const answer = make.answer(place, `a${place}`, day * DAY_MINUTES + 1, { rating, correct: rating > 1, grade: rating > 1 ? 4 : 1 });
    at = answer.occurred_at;
    history.add(answer);
  }
  const mastery = history.masteries.get(conceptKey(CARD));
  const session = history.newestSession;
  if (mastery === undefined || session === null) throw new TypeError('A history with answers has both');
  return { mastery, session, at };
}

const REMEMBERS = [0, 3, 9, 20, 40].map((wait) => [wait, 3] as const);
const FORGETS = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1].map((wait, place) => [wait, place % 2 === 0 ? 3 : 1] as const);

describe('the scheduler `personal` in the fold', () => {
  it('is due on the first day on which the served prediction has fallen to the desired retention', () => {
    for (const ratings of [REMEMBERS, FORGETS, REMEMBERS.slice(0, 1), FORGETS.slice(0, 2)]) {
      const { mastery, session, at } = answered(personalModels, ratings);
      const { model, params } = personalModels.predictor;
      const states = { learner: session.predictor.state as JsonObject, concept: mastery.models.predictor.state as JsonObject };
      const day = mastery.mastery_tracking.last_practiced_day;
      const served = (days: number) => {
        const opinions = { knowledge: 0.5, session: 0.5 };
        const moment = { concept: conceptKey(CARD), at: at.getTime() + days * 86_400_000, day: day + days, elapsedDays: days };
        return model.predict(states, { ...moment, difficulty: 0.5, opinions }, params);
      };
      const typical = answered(defaultModels({}), ratings).mastery.spaced_repetition_data.repetition_interval_days;
      const days = mastery.spaced_repetition_data.repetition_interval_days;
      expect(days).toBeGreaterThanOrEqual(Math.floor(typical / 4));
      expect(days).toBeLessThanOrEqual(typical * 4);
      if (days < typical * 4) expect(served(days)).toBeLessThanOrEqual(0.9);
      if (days > Math.max(1, Math.floor(typical / 4))) expect(served(days - 1)).toBeGreaterThan(0.9);
      expect(mastery.spaced_repetition_data.next_review_day).toBe(day + days);
    }
  });

  it('differs from FSRS, as the learner does from what FSRS was fitted to', () => {
    const days = ([...REMEMBERS] as const).map((_, place) => {
      const ratings = REMEMBERS.slice(0, place + 1);
      return ([personalModels, defaultModels({})] as const).map(
        (models) => answered(models, ratings).mastery.spaced_repetition_data.repetition_interval_days,
      );
    });
    expect(days.some(([ours, theirs]) => ours !== theirs)).toBe(true);
  });

  it('is FSRS beside a predictor that does not look ahead', () => {
    const pool = { model: learnedPool as unknown as Predictor, params: learnedPool.defaults, paramsVersion: 'default' };
    for (const ratings of [REMEMBERS, FORGETS]) {
      const ours = answered({ ...personalModels, predictor: pool }, ratings).mastery;
      const theirs = answered({ ...defaultModels({}), predictor: pool }, ratings).mastery;
      expect(ours.spaced_repetition_data).toEqual(theirs.spaced_repetition_data);
      expect(ours.models.scheduler.state).toEqual(theirs.models.scheduler.state);
    }
  });
});
