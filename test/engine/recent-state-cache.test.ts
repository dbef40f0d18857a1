import { expect, test } from 'vitest';
import { conceptKey, type Folded, fold } from '../../src/learner/index.js';
import { RecentStateCache } from '../../src/runtime/recent-state-cache.js';
import { deepFreeze } from '../learner/deep-freeze.js';
import { make } from '../learner/event-maker.js';
import { models } from '../learner/models.js';

const NOBODY: Folded = { dna: null, session: null, mastery: null, previous: null };
const start = make.started(1, 'session-1', 0);
const started = deepFreeze(fold(NOBODY, start, models));

function answered(concept: string, minute: number) {
  const event = make.answer(1, `answer-${minute}`, minute, { concept });
  return { event, after: deepFreeze(fold({ ...started, mastery: null }, event, models)) };
}

test('the lists that only grow are left out, and what was given stays as it is', () => {
  const remembered = new RecentStateCache();
  const { event, after } = answered('Slope', 1);
  remembered.keep(event.user_id, after, models);
  const { session, masteries } = remembered.of(start.user_id, models) ?? {};
  expect(after.mastery?.learning_history).toHaveLength(1);
  expect(session).toEqual({
    ...after.session,
    learning_progress: { ...after.session?.learning_progress, concepts_introduced: [], concepts_practiced: [] },
    performance_metrics: { ...after.session?.performance_metrics, difficulty_progression: [] },
  });
  expect(masteries?.get(conceptKey(event.answer))).toEqual({
    ...after.mastery,
    learning_history: [],
    spaced_repetition_data: { ...after.mastery?.spaced_repetition_data, review_history: [] },
  });
});

test('the eight concepts are kept that were answered last', () => {
  const remembered = new RecentStateCache();
  const concepts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i'];
  concepts.forEach((concept, n) => {
    const { event, after } = answered(concept, n + 1);
    remembered.keep(event.user_id, after, models);
  });
  const kept = [...(remembered.of(start.user_id, models)?.masteries.values() ?? [])].map(({ concept }) => concept);
  expect(kept).toEqual(['c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']);
});

test('of 1,001 learners the one is forgotten whose event is oldest', () => {
  const remembered = new RecentStateCache();
  for (let n = 0; n < 1_000; n += 1) remembered.keep(`learner-${n}`, started, models);
  remembered.keep('learner-0', started, models);
  remembered.keep('one more', started, models);
  expect(['learner-0', 'learner-1', 'learner-2', 'one more'].map((id) => remembered.of(id, models) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test('what other models made is not gone on from, nor mixed with what these make', () => {
  const remembered = new RecentStateCache();
  const others = { ...models };
  const first = answered('Slope', 1);
  const second = answered('Intercept', 2);
  remembered.keep(first.event.user_id, first.after, models);
  expect(remembered.of(start.user_id, others)).toBeUndefined();
  remembered.keep(second.event.user_id, second.after, others);
  expect([...(remembered.of(start.user_id, others)?.masteries.values() ?? [])].map(({ concept }) => concept)).toEqual(['Intercept']);
});
