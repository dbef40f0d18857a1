import type { LearnerScope } from 'adaptive-learning-engine';
import { describe, expect, it } from 'vitest';
import type { EngineContext } from '../../src/engine/context.js';
import { LearnerFacade } from '../../src/engine/learner-scope.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import type { Observation, Readiness } from '../../src/repositories/index.js';
import { Calls, installVerbs, ReachGuard } from '../../src/runtime/index.js';
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
const unobserved: Observation = { within: (work) => work(), end: () => undefined };

describe('a caller of a role that no policy names', () => {
  const Visitor = class extends LearnerFacade {};
  const callerOf = (self: unknown) => (self as LearnerFacade).caller;
  const wiring = {
    calls: new Calls(1_000, () => 0),
    readiness: { isSetUp: true } as Readiness,
    observe: () => unobserved,
    reach: new ReachGuard(undefined),
  };
  const join = () => {
    throw new Error('Nobody joins a transaction here');
  };
  installVerbs(Visitor.prototype, Object.values(LEARNER_VERBS), { whose: 'learner', context: nothing, join, callerOf }, wiring);
  const visitor = new Visitor({ userId: 'ada', role: 'visitor' as never }) as object as LearnerScope<readonly [], 'system'>;
  const calls = callsOfLearner(visitor, 's');

  it.each(Object.keys(LEARNER_VERBS) as (keyof typeof LEARNER_VERBS)[])('is refused by %s before it asks for anything', async (verb) => {
    expect(await refusalOf(calls[verb]({}))).toMatchObject({ code: 'access_denied', where: verb });
  });
});
