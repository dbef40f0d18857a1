import { inTurn, readWithRetry } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { unknownLearner } from '../recording/account-guard.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import { type ReplayReport, replayLearner } from '../recording/replay-learner.js';

/** {@link replayLearner} as a call of its own, behind what the learner's other writes have begun. */
export async function replay(context: EngineContext, caller: Caller, options: RebuildOptions): Promise<ReplayReport> {
  permit(caller, 'replay', 'replay');
  const { userId } = caller;
  const { users } = context.repositories;
  const find = () => users.findOne({ user_id: userId }, { signal: options.signal, fields: ['user_id'] });
  if ((await readWithRetry(context, 'replay', options, find)) === null) throw unknownLearner('replay');
  const turn = { where: 'replay', control: { signal: options.signal }, learners: [userId] };
  return inTurn(context, turn, () => replayLearner(context, userId, options));
}
