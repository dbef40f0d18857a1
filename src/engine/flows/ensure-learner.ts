import type { z } from 'zod';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import { createLearnerInput } from '../accounts/create-learner-input.js';
import { makeLearners, type WantedLearner } from '../accounts/make-learners.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

/** The result of {@link ensureLearner}. */
export interface EnsuredLearner {
  readonly user_id: string;
  /** True if this call created the account; false if it already existed, even if it is suspended or deleted. */
  readonly created: boolean;
}

/** The time zone of a learner for whom none was given. */
const DEFAULT_ZONE = 'UTC';

const ensureLearnerInput = inputSchema(
  'EnsureLearnerInput',
  {
    user_id: fields.userId,
    timezone: fields.timeZone.optional(),
  },
  {
    user_id: 'Your id for the learner, 1 to 128 characters.',
    timezone: 'The IANA time zone of a new account; `UTC` if not given. Ignored for an existing account.',
  },
);

export const ensureLearner = engineVerb({
  name: 'ensureLearner',
  action: 'manage_accounts',
  kind: 'call',
  input: ensureLearnerInput,
  joins: true,
  summary:
    'Creates an account from just an id, unless it exists: without email or password, with the education level `other` and nothing shared.',
  details: 'Call it as often as you like, for example at each sign-in. An existing account keeps its time zone.',
  result: 'The id, and whether this call created the account.',
  example: `await engine.ensureLearner({ user_id: 'auth0|64ad1f2e9b', timezone: 'Europe/Zurich' });`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  { user_id, timezone = DEFAULT_ZONE }: z.output<typeof ensureLearnerInput>,
  control: CallControl,
): Promise<EnsuredLearner> {
  const where = 'ensureLearner';
  const wanted: WantedLearner = { userId: user_id, input: createLearnerInput.parse({ user_id, profile: { timezone } }), where };
  const creations = await makeLearners(context, actor, [wanted], where, control);
  return { user_id, created: creations.get(wanted) === 'created' };
}
