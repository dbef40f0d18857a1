import type { z } from 'zod';
import { type EventOf, type LearningDna, learningEvents, type User } from '../../collections/index.js';
import { assumedDna, fold } from '../../learner/index.js';
import { insertMany } from '../../repositories/index.js';
import type { UnitOptions } from '../../runtime/index.js';
import { defined } from '../../runtime/index.js';
import { type Actor, recordedBy } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { logEvents } from '../recording/log-events.js';
import { accountOf } from './account-of.js';
import type { createLearnerInput } from './create-learner-input.js';
import { claimOf } from './email-claim.js';
import { learnerHash } from './same-learner.js';

/** Created before all that ever happened, so that an imported history of years ago can follow. */
const BEFORE_ALL_HISTORY = new Date(0);

/** All that a new learner is made of. */
export interface NewLearner {
  readonly account: User;
  readonly event: EventOf<'learner_created'>;
  readonly dna: LearningDna | null;
}

/** Puts a new learner together: the account, the first event of their log, and the learning DNA that follows from it. */
export function newLearner(context: EngineContext, actor: Actor, input: z.output<typeof createLearnerInput>, userId: string): NewLearner {
  const now = context.clock();
  const event: EventOf<'learner_created'> = {
    type: 'learner_created',
    user_id: userId,
    event_id: 'learner_created/1',
    occurred_at: BEFORE_ALL_HISTORY,
    recorded_at: now,
    ...defined({ recorded_by: recordedBy(actor) }),
    body_hash: learnerHash(input),
    dna: { ...assumedDna(now), ...defined(input.learning_dna ?? {}) },
    schema_version: learningEvents.schemaVersion,
  };
  const { dna } = fold({ dna: null, session: null, mastery: null, previous: null }, event, context.models);
  return { account: accountOf(input, userId, now), event, dna };
}

/**
 * Stores new learners and claims their addresses, in one transaction, each collection with one command. Of one learner the driver's
 * duplicate key says which index refused it.
 *
 * @param how what a key that is taken means
 */
export function storeLearners(
  context: EngineContext,
  learners: readonly NewLearner[],
  how: Pick<UnitOptions, 'choosing'> = {},
): Promise<void> {
  const { users, learning_dna, email_claims } = context.repositories;
  const accounts = learners.map(({ account }) => account);
  const claims = accounts.flatMap(({ email, user_id, created_at }) => (email === undefined ? [] : [claimOf(email, user_id, created_at)]));
  const events = learners.map(({ event }) => event);
  const dna = learners.flatMap((learner) => learner.dna ?? []);
  return logEvents(context, { ...how, events, admit: undefined }, async (options, append) => {
    await insertMany(email_claims, claims, options);
    await insertMany(users, accounts, options);
    await append();
    await insertMany(learning_dna, dna, options);
  });
}
