import { AdaptiveLearningError, type ErrorCode } from '../../errors.js';
import type { CallControl } from '../call-control.js';
import type { RuntimeContext } from '../runtime-context.js';
import { readWithRetry } from '../write-path.js';
import { type AccountUse, requireOpenAccount } from './account-use.js';
import type { VerbKind } from './define-verb.js';

/** Failures that an account which is not open explains better. */
const EXPLAINED: readonly ErrorCode[] = ['not_found', 'access_denied', 'outside_session', 'event_conflict'];

/** What an account that is not open is refused with. */
const REFUSALS: readonly ErrorCode[] = ['not_found', 'access_denied'];

/** What a verb says of accounts. */
export interface AccountRule {
  readonly kind: VerbKind;
  readonly account?: AccountUse;
  readonly ownCheck?: true;
}

/**
 * Runs a verb if the account of its learner is open to it. This is the one guard of accounts: each state of an account has one answer. A read
 * asks beside its own question, a write first. A verb with a check of its own runs at once; if it fails for want of something, the account is
 * asked whether that is why. In a host's transaction the account is read in it, before the verb runs.
 */
export async function whileOpen<Result>(
  context: RuntimeContext,
  { kind, account = 'active', ownCheck }: AccountRule,
  userId: string,
  { where, control }: { readonly where: string; readonly control: CallControl },
  work: () => Promise<Result>,
): Promise<Result> {
  const opened = () => requireOpenAccount(context, userId, account, where, { signal: control.signal });
  if (ownCheck === true)
    return work().catch(async (error: unknown) => {
      if (error instanceof AdaptiveLearningError && EXPLAINED.includes(error.code)) throw await explained(error, opened);
      throw error;
    });
  if (kind !== 'read' || context.joined !== undefined) return readWithRetry(context, where, control, opened).then(work);
  const isOpen = opened();
  const read = work().catch(async (error: unknown) => {
    await isOpen;
    throw error;
  });
  const [result] = await Promise.all([read, isOpen]);
  return result;
}

/** The refusal of the account where it has one, else the failure itself: a transaction that failed cannot be asked any more. */
async function explained(failure: AdaptiveLearningError, opened: () => Promise<void>): Promise<unknown> {
  try {
    await opened();
    return failure;
  } catch (error) {
    return error instanceof AdaptiveLearningError && REFUSALS.includes(error.code) ? error : failure;
  }
}
