import { randomUUID } from 'node:crypto';
import { parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { aborted } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type LearnerCreation, makeLearners, type WantedLearner } from '../accounts/make-learners.js';
import type { EngineContext } from '../context.js';
import { type Source, slicesOf } from '../importing/input-slices.js';
import { createLearnerInput } from '../inputs.js';
import type { CreateLearnerInput } from './create-learner.js';
import type { EnsuredLearner } from './ensure-learner.js';

/** Rows that are read before their accounts are made. */
const WINDOW = 2_000;

/** A row that no account was made of, and why. */
export interface RefusedLearner {
  /** Its place in the input, from 0. */
  readonly position: number;
  readonly error: AdaptiveLearningError;
}

/** What became of the rows; the three numbers add up to how many there were. */
export interface CreateLearnersReport {
  readonly created: number;
  /** The id had an account before, or stands in the input more than once; nothing of the account changed. */
  readonly alreadyThere: number;
  readonly refused: number;
  /** The account of each row, in their order; null where the row was refused. */
  readonly learners: readonly (EnsuredLearner | null)[];
  readonly refusals: readonly RefusedLearner[];
}

/**
 * Makes accounts of many rows, hundreds in one transaction. A row that cannot be taken is reported by its place and does not stop the rest;
 * rows with a user_id may be sent again.
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no source, `aborted`, `database_unavailable`
 */
export async function createLearners(
  context: EngineContext,
  rows: Source<CreateLearnerInput>,
  control: CallControl,
): Promise<CreateLearnersReport> {
  const where = 'createLearners';
  const { signal = new AbortController().signal } = control;
  const outcomes: (EnsuredLearner | AdaptiveLearningError)[] = [];
  let window: (WantedLearner | AdaptiveLearningError)[] = [];
  const make = async () => {
    const wanted = window.filter((row): row is WantedLearner => !(row instanceof AdaptiveLearningError));
    const creations = await makeLearners(context, wanted, where, control);
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
  return { created, alreadyThere: learners.length - refusals.length - created, refused: refusals.length, learners, refusals };
}
