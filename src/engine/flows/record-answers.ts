import { aBoolean, aFunction, type OptionsOf } from '../../runtime/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import { importedAnswerInput } from '../importing/imported-answer-input.js';
import type { Source } from '../importing/input-slices.js';
import { answerParser } from '../importing/pending-answer.js';
import type { ImportedAnswerInput, RecordAnswerInput } from '../inputs/verb-inputs.js';
import { recordAnswerInput } from '../recording/record-answer-input.js';

const WHERE = 'recordAnswers';

/** A source of answers in any order: a list, a generator or a stream. */
export type AnswerSource<Answer> = Source<Answer>;

export const IMPORT_OPTIONS: OptionsOf<RecordAnswersControl> = {
  onProgress: { check: aFunction, sentence: 'Called from time to time with the numbers of answers read and stored.' },
  onRefused: { check: aFunction, sentence: 'Called for each rejected answer.' },
  onStored: {
    check: aFunction,
    sentence:
      'Called for each answer once it is stored, or if it already was. The outcomes are read back from the log, which makes the import about a third slower.',
  },
  stopOnError: { check: aBoolean, sentence: 'Whether to stop at the first rejected answer and throw its error.' },
};

const RESULT = 'The numbers of recorded, already existing and rejected answers, with the reasons for rejection.';

export const recordAnswers = learnerVerb({
  name: 'recordAnswers',
  action: 'record',
  account: 'active',
  kind: 'job',
  input: { takes: 'rows', item: recordAnswerInput },
  control: IMPORT_OPTIONS,
  cannotJoin: 'a list of any length is stored in several transactions; record one answer with recordAnswer',
  summary: 'Records many answers in any order, with the same result as recording them one by one, in transactions of several hundred.',
  details: 'A rejected answer is reported with its position in the input and does not stop the rest.',
  result: RESULT,
  errors: { invalid_input: 'an input that is not a source of answers; with `stopOnError`, the error of the first rejected answer' },
  example: 'const { recorded, refusals } = await learner.recordAnswers(answers);',
  run: (
    context: EngineContext,
    caller: Caller,
    answers: AnswerSource<RecordAnswerInput>,
    control: RecordAnswersControl,
  ): Promise<RecordAnswersReport> => importAnswers(context, answerParser(context, caller, WHERE), answers, control, WHERE),
});

export const recordAnswersOfMany = engineVerb({
  name: 'recordAnswers',
  action: 'record_for_all',
  kind: 'job',
  input: { takes: 'rows', item: importedAnswerInput },
  control: IMPORT_OPTIONS,
  cannotJoin: 'a list of any length is stored in several transactions; record one answer with recordAnswer',
  summary: 'Records answers of many learners from a list, a generator or a stream of any length: thousands per second, in bounded memory.',
  details:
    'The result is the same as with `recordAnswer` one by one. The sessions must already exist. A rejected answer is reported with its position in the input and does not stop the rest. The same input may be sent again at any time.',
  result: RESULT,
  errors: { invalid_input: 'an input that is not a source of answers; with `stopOnError`, the error of the first rejected answer' },
  example: "const { recorded } = await engine.recordAnswers(answers.map((answer) => ({ ...answer, user_id: 'ada' })));",
  run: (
    context: EngineContext,
    actor: Actor,
    answers: AnswerSource<ImportedAnswerInput>,
    control: RecordAnswersControl,
  ): Promise<RecordAnswersReport> => importAnswers(context, answerParser(context, actor, WHERE), answers, control, WHERE),
});
