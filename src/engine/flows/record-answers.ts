import { aBoolean, aFunction, type OptionsOf } from '../../runtime/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import type { ImportedAnswerInput, RecordAnswerInput } from '../facade/verb-inputs.js';
import { importAnswers } from '../importing/import-answers.js';
import type { RecordAnswersControl, RecordAnswersReport } from '../importing/import-tally.js';
import { importedAnswerInput } from '../importing/imported-answer-input.js';
import type { Source } from '../importing/input-slices.js';
import { answerParser } from '../importing/pending-answer.js';
import { recordAnswerInput } from '../recording/record-answer-input.js';

const WHERE = 'recordAnswers';

/** Answers in any order, all at hand or as they arrive: a list, a generator, a stream of parsed lines. */
export type AnswerSource<Answer> = Source<Answer>;

export const IMPORT_OPTIONS: OptionsOf<RecordAnswersControl> = {
  onProgress: { check: aFunction, sentence: 'Told now and then how many answers have been read and stored.' },
  onRefused: { check: aFunction, sentence: 'Told of each refused answer as soon as it is refused.' },
  onStored: {
    check: aFunction,
    sentence:
      'Told of each answer once it is stored, or was before. The outcomes are read back from the log, which makes the import slower by about a third.',
  },
  stopOnError: { check: aBoolean, sentence: 'Whether the import ends at the first refused answer, and throws its error.' },
};

const RESULT = 'How many answers were recorded, were there before, and were refused, with the reasons.';

export const recordAnswers = learnerVerb({
  name: 'recordAnswers',
  action: 'record',
  kind: 'job',
  input: { takes: 'rows', item: recordAnswerInput },
  control: IMPORT_OPTIONS,
  summary: 'Records many answers at once, in any order: the same state as one by one, hundreds to a transaction.',
  details: 'An answer that is refused is reported by its place in the input and does not stop the rest.',
  result: RESULT,
  errors: { invalid_input: 'what is no source of answers; with `stopOnError` the first refusal' },
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
  summary: 'Records answers of many learners, from a log or another system: thousands a second, a source of any length in bounded memory.',
  details:
    'The state in the end is that of `recordAnswer` one by one. Sessions must exist already. An answer that is refused is reported by its place in the input and does not stop the rest; the same input may be sent again at any time.',
  result: RESULT,
  errors: { invalid_input: 'what is no source of answers; with `stopOnError` the first refusal' },
  example: "const { recorded } = await engine.recordAnswers(answers.map((answer) => ({ ...answer, user_id: 'ada' })));",
  run: (
    context: EngineContext,
    _: Actor,
    answers: AnswerSource<ImportedAnswerInput>,
    control: RecordAnswersControl,
  ): Promise<RecordAnswersReport> => importAnswers(context, answerParser(context, undefined, WHERE), answers, control, WHERE),
});
