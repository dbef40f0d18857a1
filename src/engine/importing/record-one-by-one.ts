import { AdaptiveLearningError, type ErrorCode } from '../../errors.js';
import { withEmotion } from '../recording/answer-event.js';
import { allowsEmotions } from '../recording/consent.js';
import { recordQueued } from '../recording/record-event.js';
import type { ImportCall, ImportOutcomes } from './import-call.js';
import type { Chunk } from './import-chunks.js';
import type { ImportOutcome } from './import-tally.js';
import { type PendingAnswer, placeOf } from './pending-answer.js';

/** Errors that are not about one answer: the next would meet the same. */
const OF_THE_DATABASE: ReadonlySet<ErrorCode> = new Set([
  'database_unavailable',
  'database_unreachable',
  'authentication_failed',
  'not_authorised',
  'aborted',
  'closed',
  'replica_set_required',
  'setup_required',
]);

/** True for the refusal of an answer, or of a document that it needs. */
export function isAboutData(error: unknown): error is AdaptiveLearningError {
  return error instanceof AdaptiveLearningError && !OF_THE_DATABASE.has(error.code);
}

/**
 * The slow way, for a chunk with a document in it that cannot be read or written: each answer is told its own error, and those that have
 * nothing to do with the document are recorded.
 */
export async function recordOneByOne(call: ImportCall, answers: Chunk): Promise<ImportOutcomes> {
  const outcomes = new Map<PendingAnswer, ImportOutcome>();
  for (const answer of answers) {
    try {
      outcomes.set(answer, await recordOne(call, answer));
    } catch (error) {
      if (!isAboutData(error)) throw error;
      outcomes.set(answer, error);
    }
  }
  return outcomes;
}

async function recordOne({ context, control, ...call }: ImportCall, answer: PendingAnswer): Promise<ImportOutcome> {
  const { position, event, felt } = answer;
  const where = placeOf(position, call.where);
  const isKept = felt !== undefined && (await allowsEmotions(context, event.user_id, where, control));
  const known = await context.repositories.learning_events.stored(event.user_id, event.event_id, { signal: control.signal });
  await recordQueued(context, isKept ? withEmotion(answer, felt) : answer, where, control);
  return known === null ? 'recorded' : 'already_recorded';
}
