import { mapCooperatively, shouldYield, yieldToEventLoop } from '../../repositories/index.js';
import type { PendingAnswer } from './pending-answer.js';

/** What one transaction stores, in the order of the input. */
export type Chunk = readonly PendingAnswer[];

/**
 * Answers of one chunk, and so of one transaction: with the built-in models about a megabyte of oplog and a tenth of a second; with the
 * largest metadata that an answer may carry, and the longest names, four megabytes.
 */
const CHUNK_ANSWERS = 500;
/** Learners of one chunk: others who write for one of them wait until it is stored. */
const CHUNK_LEARNERS = 50;

/**
 * Divides answers into rows of chunks. The chunks of a row belong to one learner and are recorded one after the other; rows have no learner
 * in common. Learners with few answers share a chunk.
 */
export async function rowsOfChunks(
  answers: readonly PendingAnswer[],
  call: { readonly where: string; readonly signal?: AbortSignal | undefined },
): Promise<(readonly Chunk[])[]> {
  const rows: (readonly Chunk[])[] = [];
  let shared: PendingAnswer[] = [];
  let sharing = 0;
  const close = () => {
    if (shared.length > 0) rows.push([shared]);
    shared = [];
    sharing = 0;
  };
  const learners = new Map<string, PendingAnswer[]>();
  await mapCooperatively(answers, call, (answer) => append(learners, answer.event.user_id, answer));
  for (const own of learners.values()) {
    if (own.length >= CHUNK_ANSWERS) {
      rows.push(await inTurns(own, call));
      continue;
    }
    if (shared.length + own.length > CHUNK_ANSWERS || sharing === CHUNK_LEARNERS) close();
    shared.push(...own);
    sharing += 1;
  }
  close();
  return rows;
}

export function byLearner(answers: readonly PendingAnswer[]): Map<string, PendingAnswer[]> {
  const learners = new Map<string, PendingAnswer[]>();
  for (const answer of answers) append(learners, answer.event.user_id, answer);
  return learners;
}

/**
 * One learner's answers in chronological order, so that as few as can be come late, in chunks. Answers under the same id stay together:
 * the first of them in the input that can be recorded is.
 */
async function inTurns(
  answers: readonly PendingAnswer[],
  call: { readonly where: string; readonly signal?: AbortSignal | undefined },
): Promise<Chunk[]> {
  const ids = new Map<string, PendingAnswer[]>();
  await mapCooperatively(answers, call, (answer) => append(ids, answer.event.event_id, answer));
  const timeOf = ([first]: readonly PendingAnswer[]) => first?.event.occurred_at.getTime() ?? 0;
  const sorted = [...ids.values()].sort((a, b) => timeOf(a) - timeOf(b));
  const chunks: Chunk[] = [];
  for (let start = 0; start < sorted.length; start += CHUNK_ANSWERS) {
    if (shouldYield()) await yieldToEventLoop(call.where, call.signal);
    chunks.push(
      sorted
        .slice(start, start + CHUNK_ANSWERS)
        .flat()
        .sort((a, b) => a.position - b.position),
    );
  }
  return chunks;
}

function append<Key>(lists: Map<Key, PendingAnswer[]>, key: Key, answer: PendingAnswer): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [answer]);
  else list.push(answer);
}
