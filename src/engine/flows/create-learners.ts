import { randomUUID } from 'node:crypto';
import { AdaptiveLearningError } from '../../errors.js';
import { aborted } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import { createLearnerInput } from '../accounts/create-learner-input.js';
import { type LearnerCreation, makeLearners, type WantedLearner } from '../accounts/make-learners.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { slicesOf } from '../importing/input-slices.js';
import type { CreateLearnerInput } from '../inputs/verb-inputs.js';
import type { EnsuredLearner } from './ensure-learner.js';
import type { AnswerSource } from './record-answers.js';

/** Rows that are read before their accounts are made. */
const WINDOW = 2_000;

/** A rejected row, with the reason. */
export interface RefusedLearner {
  /** Its position in the input, from 0. */
  readonly position: number;
  readonly error: AdaptiveLearningError;
}

/** The result of creating accounts; the three numbers add up to the number of rows. */
export interface CreateLearnersReport {
  readonly created: number;
  /** Rows whose id already had an account or occurred earlier in the input; the account did not change. */
  readonly alreadyExisted: number;
  readonly refused: number;
  /** The account of each row, in input order; null if the row was rejected. */
  readonly learners: readonly (EnsuredLearner | null)[];
  readonly refusals: readonly RefusedLearner[];
}

export const createLearners = engineVerb({
  name: 'createLearners',
  action: 'manage_accounts',
  kind: 'job',
  input: { takes: 'rows', item: createLearnerInput },
  cannotJoin: 'a list of any length is stored in several transactions; create one learner with createLearner',
  summary: 'Creates many accounts, each as by `createLearner`, from a list, a generator or a stream: thousands in few round trips.',
  details:
    'Existing accounts stay as they are. A rejected row is reported with its position and does not stop the rest. Rows with a `user_id` may be sent again.',
  result: 'The numbers of created, already existing and rejected accounts, with the account of each row.',
  errors: {
    invalid_input: 'an input that is not a source of rows',
  },
  example: `await engine.createLearners([{ user_id: 'pupil-1', profile: { timezone: 'Europe/Zurich' } }]);`,
  run,
});

async function run(
  context: EngineContext,
  actor: Actor,
  rows: AnswerSource<CreateLearnerInput>,
  control: CallControl,
): Promise<CreateLearnersReport> {
  const where = 'createLearners';
  const { signal = new AbortController().signal } = control;
  const outcomes: (EnsuredLearner | AdaptiveLearningError)[] = [];
  let window: (WantedLearner | AdaptiveLearningError)[] = [];
  const make = async () => {
    const wanted = window.filter((row): row is WantedLearner => !(row instanceof AdaptiveLearningError));
    const creations = await makeLearners(context, actor, wanted, where, control);
    for (const row of window)
      outcomes.push(row instanceof AdaptiveLearningError ? row : outcomeOf(row, creations.get(row) as LearnerCreation));
    window = [];
  };
  for await (const slice of slicesOf(rows, signal, where)) {
    for (const value of slice) window.push(wantedOf(value, `${where}.${outcomes.length + window.length}`));
    if (window.length >= WINDOW) await make();
  }
  await make();
  if (signal.aborted) throw aborted(where, signal.reason);
  return reportOf(outcomes);
}

/** What a row asks for, or its refusal. */
function wantedOf(value: unknown, where: string): WantedLearner | AdaptiveLearningError {
  try {
    const input = parseInput(createLearnerInput, value, where);
    return { userId: input.user_id ?? randomUUID(), input, where };
  } catch (error) {
    if (error instanceof AdaptiveLearningError) return error;
    throw error;
  }
}

function outcomeOf({ userId }: WantedLearner, creation: LearnerCreation): EnsuredLearner | AdaptiveLearningError {
  return creation instanceof AdaptiveLearningError ? creation : { user_id: userId, created: creation === 'created' };
}

function reportOf(outcomes: readonly (EnsuredLearner | AdaptiveLearningError)[]): CreateLearnersReport {
  const learners = outcomes.map((outcome) => (outcome instanceof AdaptiveLearningError ? null : outcome));
  const refusals = outcomes.flatMap((error, position) => (error instanceof AdaptiveLearningError ? [{ position, error }] : []));
  const created = learners.filter((learner) => learner?.created === true).length;
  return { created, alreadyExisted: learners.length - refusals.length - created, refused: refusals.length, learners, refusals };
}
