import { learnerOwner } from '../../cache/index.js';
import { type Caller, permit } from '../../security/index.js';
import { type EngineContext, patiently } from '../context.js';
import { changing } from '../recording/changing.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import { type ReplayReport, replayLearner } from '../recording/replay-learner.js';
import { unknownLearner } from '../recording/standing-of-account.js';

/** {@link replayLearner} as a call of its own, behind what the learner's other writes have begun. */
export async function replay(context: EngineContext, caller: Caller, options: RebuildOptions): Promise<ReplayReport> {
  permit(caller, 'replay', 'replay');
  const { userId } = caller;
  const { users } = context.repositories;
  const find = () => users.findOne({ user_id: userId }, { signal: options.signal, fields: ['user_id'] });
  if ((await patiently(context, 'replay', options, find)) === null) throw unknownLearner('replay');
  return context.lanes.run(userId, 'replay', { signal: options.signal }, () =>
    changing(context, [learnerOwner(userId)], () => replayLearner(context, userId, options)),
  );
}
