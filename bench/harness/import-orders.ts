import type { ImportedAnswerInput } from 'adaptive-learning-engine';
import type { Writer } from './crowd.js';
import { writerAnswer } from './writer-answer.js';

/** What a process that imports answers is to do. */
export interface ImportOrders {
  readonly uri: string;
  readonly database: string;
  readonly writers: readonly Writer[];
  /** Answers of each writer. */
  readonly answers: number;
}

/** When the first answer of an import was given; each is a second after the one before. */
const IMPORT_BEGINS = new Date('2026-02-02T09:00:00Z');

/** Where sessions start whose answers are imported. */
export const IMPORT_SESSION_STARTS = new Date(IMPORT_BEGINS.getTime() - 60_000);

/** The answers of all writers, mixed in chronological order, and always the same, so that they can be sent again. */
export function* importedAnswers({ writers, answers }: Pick<ImportOrders, 'writers' | 'answers'>): Generator<ImportedAnswerInput> {
  for (let n = 0; n < answers; n += 1) {
    for (const writer of writers) {
      const occurred_at = new Date(IMPORT_BEGINS.getTime() + 1000 * n);
      yield { ...writerAnswer(writer, n), user_id: writer.userId, occurred_at };
    }
  }
}
