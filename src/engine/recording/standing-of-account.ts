import type { User } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { IncomingEvent } from '../../learner/index.js';
import type { CallOptions } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';

/** What a verb does with a learner's data: an account that is suspended is read and not recorded for, a deleted one neither. */
export type Use = 'read' | 'record';

const OPEN_TO = { read: ['active', 'suspended'], record: ['active'] } as const satisfies {
  readonly [U in Use]: readonly User['account_status'][];
};

/** The refusal of a use; nothing when the account is there and open to it. */
export function refusalOfUse(status: User['account_status'] | undefined, use: Use, where: string): AdaptiveLearningError | undefined {
  if (status === undefined) return unknownLearner(where);
  const open: readonly string[] = OPEN_TO[use];
  if (open.includes(status)) return undefined;
  const expected = open.length === 1 ? 'an active account' : 'an account that is not deleted';
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got one that is ${status}`, {
    where,
    expected,
    received: `one that is ${status}`,
  });
}

/**
 * Refuses a use of a learner's data. Recording asks within the transaction that writes, whose session is among the options.
 *
 * @throws AdaptiveLearningError `not_found` for an unknown learner, `access_denied` for an account that is not open to the use
 */
export async function refuseUnlessOpen(
  { repositories }: Pick<EngineContext, 'repositories'>,
  userId: string,
  use: Use,
  where: string,
  options: CallOptions,
): Promise<void> {
  const account = await repositories.users.findOne({ user_id: userId }, { ...options, fields: ['account_status'] });
  const refusal = refusalOfUse(account?.account_status, use, where);
  if (refusal !== undefined) throw refusal;
}

/**
 * Refuses events of an account that nothing is recorded for, within the transaction that writes them. The end of a session that nobody ended,
 * and the withdrawal of consent, are written whatever the account's state.
 *
 * @param events of one learner
 * @throws AdaptiveLearningError as {@link refuseUnlessOpen}
 */
export async function refuseUnlessRecordable(
  context: Pick<EngineContext, 'repositories'>,
  events: readonly IncomingEvent[],
  where: string,
  options: CallOptions,
): Promise<void> {
  const first = events.find((event) => !isHousekeeping(event));
  if (first !== undefined) await refuseUnlessOpen(context, first.user_id, 'record', where, options);
}

function isHousekeeping(event: IncomingEvent): boolean {
  return event.type === 'consent_withdrawn' || (event.type === 'session_ended' && event.left_open === true);
}

/** Reads of a learner's data while it is looked whether the account is open to that. */
export async function readOfOpen<Result>(
  context: EngineContext,
  userId: string,
  where: string,
  control: CallOptions,
  read: () => Promise<Result>,
): Promise<Result> {
  const [result] = await Promise.all([read(), refuseUnlessOpen(context, userId, 'read', where, { signal: control.signal })]);
  return result;
}

export function unknownLearner(where: string): AdaptiveLearningError {
  return new AdaptiveLearningError('not_found', `${where}: expected a learner that exists, got an unknown user_id`, {
    where,
    expected: 'a learner that exists',
    received: 'an unknown user_id',
  });
}
