import type { z } from 'zod';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import type { RecordAnswerInput } from '../facade/verb-inputs.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import type { Source } from '../importing/input-slices.js';
import { answerParser } from '../importing/pending-answer.js';
import type { importedAnswerInput } from '../inputs.js';

export type { RecordAnswersControl };

const WHERE = 'recordAnswers';

/** An answer that says whose it is. */
export type ImportedAnswerInput = z.input<typeof importedAnswerInput>;

/** Answers in any order, all at hand or as they come: a list, a generator, a stream of parsed lines. */
export type AnswerSource<Answer> = Source<Answer>;

/** Records the answers of one learner, many at a time; they end in the state in which `recordAnswer` one by one would have ended. */
export async function recordAnswers(
  context: EngineContext,
  caller: Caller,
  answers: AnswerSource<RecordAnswerInput>,
  control: RecordAnswersControl,
): Promise<RecordAnswersReport> {
  return importAnswers(context, answerParser(context, caller, WHERE), answers, control, WHERE);
}

/** The same of many learners. */
export async function recordAnswersOfMany(
  context: EngineContext,
  answers: AnswerSource<ImportedAnswerInput>,
  control: RecordAnswersControl,
): Promise<RecordAnswersReport> {
  return importAnswers(context, answerParser(context, undefined, WHERE), answers, control, WHERE);
}
