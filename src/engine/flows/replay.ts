import { aFunction, inTurn, NOTHING, type OptionsOf } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import type { RebuildOptions } from '../recording/rebuild.js';
import { type ReplayReport, replayLearner } from '../recording/replay-learner.js';

const PROGRESS: OptionsOf<RebuildOptions> = { onProgress: { check: aFunction, sentence: 'Called with the number of replayed events.' } };

const RESULT = 'The number of changed documents, by collection.';
const ERRORS = { not_found: 'a learner without an account' } as const;

export const replay = learnerVerb({
  name: 'replay',
  action: 'replay',
  account: 'any',
  kind: 'job',
  input: NOTHING,
  control: PROGRESS,
  cannotJoin: 'it folds with the models and the names of concepts that are committed, for as long as that takes',
  summary:
    "Rebuilds every derived document of the learner from the log with the engine's current models. For each answer, it uses the predictor version that was active then.",
  result: RESULT,
  errors: ERRORS,
  example: 'await system.replay();',
  run,
});

export const replayOf = engineVerb({
  name: 'replay',
  action: 'replay',
  account: 'any',
  learnerOf: (userId) => userId,
  kind: 'job',
  input: fields.userId,
  inputName: 'userId',
  control: PROGRESS,
  cannotJoin: 'it folds with the models and the names of concepts that are committed, for as long as that takes',
  summary:
    "Rebuilds a learner's documents from the log with the engine's current models. For each answer, it uses the predictor version that was active then.",
  result: RESULT,
  errors: ERRORS,
  example: `await engine.replay('ada');`,
  run: (context: EngineContext, actor: Actor, userId: string, options: RebuildOptions): Promise<ReplayReport> =>
    run(context, { ...actor, userId }, undefined, options),
});

async function run(context: EngineContext, caller: Caller, _: undefined, options: RebuildOptions): Promise<ReplayReport> {
  const { userId } = caller;
  const turn = { where: 'replay', control: { signal: options.signal }, learners: [userId] };
  return inTurn(context, turn, () => replayLearner(context, userId, options));
}
