import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { parseInput } from '../../collections/index.js';
import { inTransaction, isDuplicateOf } from '../../repositories/index.js';
import { insertLearners, newLearner } from '../accounts/new-learner.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { createLearnerInput, ensureLearnerInput } from '../inputs.js';
import { changing } from '../recording/changing.js';

export type EnsureLearnerInput = z.input<typeof ensureLearnerInput>;

/** What {@link ensureLearner} found or made. */
export interface EnsuredLearner {
  readonly user_id: string;
  /** True when this call made the account; false when there was one, also a suspended or deleted one. */
  readonly created: boolean;
}

/** Where a learner's days turn whose zone nobody has told. */
const USUAL_ZONE = 'UTC';

/** Makes an account of a bare id unless there is one. It changes nothing of an account that exists. */
export async function ensureLearner(context: EngineContext, value: EnsureLearnerInput, control: CallControl): Promise<EnsuredLearner> {
  const where = 'ensureLearner';
  const { user_id, timezone = USUAL_ZONE } = parseInput(ensureLearnerInput, value, where);
  const { users } = context.repositories;
  const isThere = async () => (await users.findOne({ user_id }, { ...control, fields: ['user_id'] })) !== null;
  const attempt = async () => {
    if (await isThere()) return false;
    await context.ensureTransactions();
    const learner = newLearner(context, createLearnerInput.parse({ user_id, profile: { timezone } }), user_id);
    try {
      await inTransaction(pinned(context, control), (options) => insertLearners(context, [learner], options));
      return true;
    } catch (error) {
      // Another call was faster.
      if (isDuplicateOf(error, ['user_id'])) return false;
      throw error;
    }
  };
  const created = await changing(context, [learnerOwner(user_id)], () => patiently(context, where, control, attempt));
  return { user_id, created };
}
