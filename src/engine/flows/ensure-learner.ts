import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import { makeLearners, type WantedLearner } from '../accounts/make-learners.js';
import type { EngineContext } from '../context.js';
import { createLearnerInput, ensureLearnerInput } from '../inputs.js';

export type EnsureLearnerInput = z.input<typeof ensureLearnerInput>;

/** What {@link ensureLearner} found or made. */
export interface EnsuredLearner {
  readonly user_id: string;
  /** True when this call made the account, however many tries it took; false when there was one, also a suspended or deleted one. */
  readonly created: boolean;
}

/** Where a learner's days turn whose zone nobody has told. */
const USUAL_ZONE = 'UTC';

/** Makes an account of a bare id unless there is one. It changes nothing of an account that exists. */
export async function ensureLearner(context: EngineContext, value: EnsureLearnerInput, control: CallControl): Promise<EnsuredLearner> {
  const where = 'ensureLearner';
  const { user_id, timezone = USUAL_ZONE } = parseInput(ensureLearnerInput, value, where);
  const wanted: WantedLearner = { userId: user_id, input: createLearnerInput.parse({ user_id, profile: { timezone } }), where };
  const creations = await makeLearners(context, [wanted], where, control);
  return { user_id, created: creations.get(wanted) === 'created' };
}
