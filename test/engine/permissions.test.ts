import { describe, expect, it } from 'vitest';
import { LEARNER_VERBS } from '../../src/engine/calls/verbs.js';
import type { EngineContext } from '../../src/engine/context.js';
import { LearnerScope } from '../../src/engine/learner-scope.js';
import { refusalOf } from '../support/refusal.js';
import { callsOfLearner } from '../support/verb-calls.js';

/** A part of an engine that can do nothing: who asks it for something has not asked for permission first. */
const part = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Error(`${String(name)} is used before permission is asked for`);
    },
  },
);
const nothing = new Proxy({}, { get: () => part }) as EngineContext;
const visitor = { userId: 'ada', role: 'visitor' as never };

describe('a caller of a role that no policy names', () => {
  const calls = callsOfLearner(new LearnerScope(nothing, visitor), 's');
  it.each(Object.keys(LEARNER_VERBS) as (keyof typeof LEARNER_VERBS)[])('is refused by %s before it asks for anything', async (verb) => {
    expect(await refusalOf(calls[verb]({}))).toMatchObject({ code: 'access_denied', where: verb });
  });
});
