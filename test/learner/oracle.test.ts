import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearningEvent } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { differences } from './differences.js';
import { models } from './models.js';
import { naiveLearner } from './naive-learner.js';
import { longHistory, randomHistory } from './random-history.js';

describe('the fold says what the definitions say of the whole log', () => {
  it('for sessions that overlap, in whatever order their events come', () => {
    fc.assert(fc.property(randomHistory, expectAsDefined), { numRuns: 80 });
  }, 60_000);

  it('for a session that is longer than all of its lists', () => {
    fc.assert(fc.property(longHistory, expectAsDefined), { numRuns: 1, endOnFailure: true });
  }, 60_000);
});

function expectAsDefined(events: readonly LearningEvent[]): void {
  const folded = foldLog(events, models);
  const expected = naiveLearner(events);
  const masteries = new Map([...folded.masteries].map(([key, mastery]) => [key.replaceAll('\0', '/'), mastery]));
  expect([...folded.sessions.keys()].sort()).toEqual([...expected.sessions.keys()].sort());
  expect([...masteries.keys()].sort()).toEqual([...expected.masteries.keys()].sort());
  expect(differences(expected.dna, folded.dna)).toEqual([]);
  for (const [id, session] of expected.sessions) expect(differences(session, folded.sessions.get(id))).toEqual([]);
  for (const [key, mastery] of expected.masteries) expect(differences(mastery, masteries.get(key))).toEqual([]);
}
