import { setTimeout as sleep } from 'node:timers/promises';
import type { ConceptId } from '../../collections/index.js';
import { AdaptiveLearningError, type ErrorCode } from '../../errors.js';
import { type CallControl, inParallel, inTurn, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { replayLearner } from './replay-learner.js';

/** The progress of renaming or merging a concept. */
export interface MoveProgress {
  /** The number of learners whose data this call has updated. */
  readonly learners: number;
}

/** The control options of renaming or merging a concept. */
export interface MoveControl extends CallControl {
  readonly onProgress?: ((progress: MoveProgress) => void) | undefined;
}

/** A learner whose data could not be updated, with the reason. */
export interface UnmovedLearner {
  readonly user_id: string;
  readonly error: AdaptiveLearningError;
}

/** The result of renaming or merging a concept. */
export interface MoveReport extends MoveProgress {
  /** Learners whose log or documents could not be read. They keep the former name; repeat the call to retry them. */
  readonly failed: readonly UnmovedLearner[];
}

/** Learners who are looked up at once. */
const PAGE = 100;
/** Until it is looked again whether those that are under way are moved. Milliseconds. */
const PAUSE_MS = 20;

/** Errors about what one learner has stored; with any other the next learner would meet the same. */
const OF_ONE_LEARNER: ReadonlySet<ErrorCode> = new Set(['corrupt_document', 'invalid_input']);

/**
 * Rebuilds each learner whose documents have a name that their concept had before. What is done stays done: a learner who has still to be moved is found
 * by the documents themselves, so that the job may be stopped or killed at any point and called again, also beside another.
 */
export async function moveLearners(context: EngineContext, from: ConceptId, where: string, control: MoveControl): Promise<MoveReport> {
  const moved = new Set<string>();
  const failed = new Map<string, AdaptiveLearningError>();
  const busy = new Set<string>();
  await inParallel(waiting(context, from, { failed, busy }, where, control), async (userId) => {
    const move = () => replayLearner(context, userId, { signal: control.signal });
    try {
      await inTurn(context, { where, control: { signal: control.signal }, learners: [userId] }, move);
      moved.add(userId);
      control.onProgress?.({ learners: moved.size });
    } catch (error) {
      if (!(error instanceof AdaptiveLearningError && OF_ONE_LEARNER.has(error.code))) throw error;
      failed.set(userId, error);
    } finally {
      busy.delete(userId);
    }
  });
  return { learners: moved.size, failed: Array.from(failed, ([user_id, error]) => ({ user_id, error })) };
}

interface Underway {
  readonly failed: ReadonlyMap<string, unknown>;
  /** Learners who are being moved: their documents show the former name until they are. */
  readonly busy: Set<string>;
}

/** Learners who have still to be moved, asked for page by page until there are none. */
async function* waiting(
  context: EngineContext,
  from: ConceptId,
  { failed, busy }: Underway,
  where: string,
  control: MoveControl,
): AsyncGenerator<string, undefined> {
  const { content_mastery } = context.repositories;
  for (;;) {
    const asked = { signal: control.signal, limit: PAGE + failed.size };
    // The move of a learner may end while this is read, which then still shows the former name.
    const busyBefore = new Set(busy);
    const found = await readWithRetry(context, where, control, () => content_mastery.learnersOf(from, asked));
    const left = found.filter((userId) => !failed.has(userId));
    if (left.length === 0) return undefined;
    const idle = left.filter((userId) => !busy.has(userId) && !busyBefore.has(userId));
    for (const userId of idle) {
      busy.add(userId);
      yield userId;
    }
    if (idle.length === 0) await sleep(PAUSE_MS, undefined, { ...(control.signal === undefined ? {} : { signal: control.signal }) });
  }
}
