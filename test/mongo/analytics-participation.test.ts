import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnyPipeline, PIPELINES } from '../../src/pipelines/index.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const PARTICIPANTS = 3;

let tutor: Tutor;
let outsider: LearnerScope;
let before: Record<string, unknown>;
let fitted: unknown;

/** An evening with all that platform pipelines count. */
async function study(learner: LearnerScope): Promise<void> {
  tutor.clock.set(later(0));
  const session_id = await openSession(learner);
  const event = (minutes: number) => ({ session_id, event_id: nextEventId(), occurred_at: later(minutes * MINUTE) });
  tutor.clock.set(later(30 * MINUTE));
  for (const [minutes, concept] of [
    [1, 'Brackets'],
    [2, 'Factorising'],
    [3, 'Brackets'],
  ] as const) {
    await learner.recordAnswer({ ...answerIn(session_id, { concept, emotional_state: 'hope' }), ...event(minutes) });
  }
  await learner.recordInteraction({
    ...event(4),
    interaction_type: 'question',
    user_input: 'Why?',
    ai_response: { text: 'Because.', provider_used: 'groq', response_time_ms: 300, tokens_used: 200, cost_usd: 0.25 },
  });
  const { intervention_id } = await learner.applyIntervention({ ...event(5), intervention_type: 'hint', reason: 'Two wrong' });
  await learner.rateIntervention({ ...event(6), intervention_id, effectiveness_rating: 4 });
  await learner.endSession({ session_id, ended_at: later(20 * MINUTE) });
}

/** Platform pipelines but those of a class: anyone who teaches one sees all of its learners. */
const ANALYTICS = Object.values<AnyPipeline>(PIPELINES)
  .filter(({ scope, name }) => scope === 'platform' && !name.startsWith('class_'))
  .map(({ name }) => name);

const span = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-20T00:00:00Z') };

/** @param least the least group; what each pipeline has by itself if null */
async function askAll(least: number | null = 2): Promise<Record<string, unknown>> {
  const engine = await tutor.another({ cache: false });
  const learners = await tutor.engine.repositories.users.find({}, { reach: 'all', fields: ['user_id'] }).toArray();
  const own: Record<string, object> = {
    cohort_comparison: { cohorts: [{ name: 'all', user_ids: learners.map(({ user_id }) => user_id) }] },
    prerequisite_funnel: { subject: 'Algebra' },
  };
  const rows = ANALYTICS.map(async (name) => {
    const params = 'since' in PIPELINES[name as keyof typeof PIPELINES].params.shape ? span : {};
    const asked = { ...(own[name] ?? params), ...(least === null ? {} : { least_learners: least }) } as typeof span;
    // A cohort that is too small is not even taken.
    const answer = await engine.query(name as 'ai_usage', asked).catch((error: { readonly code: string }) => {
      if (error.code !== 'invalid_input' || least === 2) throw error;
      return { rows: [] };
    });
    return [name, answer.rows] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function fitNow(): Promise<unknown> {
  const { params, answers, learners, report } = await tutor.engine.fit({ model: 'fsrs' });
  return { params, answers, learners, report };
}

beforeAll(async () => {
  tutor = await openTutor();
  await tutor.engine.upsertCurriculum([{ subject: 'Algebra', topic: 'Equations', concept: 'Brackets' }]);
  for (let n = 0; n < PARTICIPANTS; n += 1) await study(await tutor.newLearner());
  tutor.clock.set(later(DAY));
  await tutor.engine.rollUp();
  before = await askAll();
  fitted = await fitNow();
  outsider = await tutor.newLearner({
    ...newAccount(),
    preferences: { privacy_settings: { analytics_participation: false, emotional_data_usage: true } },
  });
  await study(outsider);
  tutor.clock.set(later(DAY));
  await tutor.engine.rollUp({ since: later(-DAY), until: later(2 * DAY) });
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('the law below can fail: each of the pipelines counts what participants do', () => {
  for (const name of ANALYTICS) expect(before[name], name).not.toEqual([]);
});

/** The numbers in a row, except for what the curriculum says. */
function figuresOf(value: unknown, key = ''): number[] {
  if (typeof value === 'number') return key === 'mastery_required' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => figuresOf(part, name));
}

test('fewer learners than the least group are told of by no platform pipeline, and ten are the least by default', async () => {
  for (const least of [null, PARTICIPANTS + 1]) {
    for (const [name, rows] of Object.entries(await askAll(least))) {
      expect([name, figuresOf(rows)]).toEqual([name, []]);
      for (const row of rows as object[]) expect([name, row]).toEqual([name, expect.objectContaining({ suppressed: true })]);
    }
  }
  for (const [name, rows] of Object.entries(await askAll(PARTICIPANTS))) expect([name, figuresOf(rows)]).not.toEqual([name, []]);
});

describe('a learner who takes no part in analytics changes nothing', () => {
  test('in any platform pipeline', async () => {
    expect(await askAll()).toEqual(before);
  });

  test('in a fit', async () => {
    expect(await fitNow()).toEqual(fitted);
  });

  test('and has no day in the roll-ups', async () => {
    expect(await tutor.db.collection('learner_usage_days').countDocuments({ user_id: outsider.userId })).toBe(0);
    expect(await tutor.db.collection('learner_usage_days').countDocuments({})).toBe(PARTICIPANTS);
  });

  test('the caller of a query cannot say who is left out', async () => {
    const asked = tutor.engine.query('ai_usage', { ...span, without: [] } as never);
    expect(await refusalOf(asked)).toMatchObject({ code: 'invalid_input', where: 'query.ai_usage' });
  });
});

test('who leaves is left out at once, and out of the figures of days with the next roll-up; who comes back counts again', async () => {
  const learners = await tutor.engine.repositories.users.find({}, { reach: 'all', fields: ['user_id'] }).toArray();
  const learner = tutor.engine.as({ userId: learners[0]?.user_id as string, role: 'learner' });
  const activeOf = async () => ((await askAll())['active_learners'] as { active_learners: number }[])[0]?.active_learners;
  const usageOf = async () => ((await askAll())['platform_usage_analytics'] as { active_learners: number }[])[0]?.active_learners;
  await learner.updatePreferences({ privacy_settings: { analytics_participation: false } });
  expect(await activeOf()).toBe(PARTICIPANTS - 1);
  await tutor.engine.rollUp();
  expect(await usageOf()).toBe(PARTICIPANTS - 1);
  await learner.updatePreferences({ privacy_settings: { analytics_participation: true } });
  await tutor.engine.rollUp();
  expect([await activeOf(), await usageOf()]).toEqual([PARTICIPANTS, PARTICIPANTS]);
});
