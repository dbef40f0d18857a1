import { parseArgs } from 'node:util';
import type { AnswerFiles, EvaluationFiles } from './evaluations.js';

export const EVALUATE_HELP = `npm run evaluate [-- options]          how well the models predict, each answer before it is seen, beside their peers

  --reviews <file>         a review log, .csv or .csv.gz: card_id, review_rating, review_time, review_duration
  --answers <train,test>   two logs of answers (user_id, skill_name, correct): one to fit on, one to be judged by; may be given again
  --items <file>           a log of answers with items (user_id, item_id, skill_id, correct, and time_seconds if known;
                           commas, semicolons or tabs between them); may be given again
  --only <text>            only the evaluations whose name holds this text
  --help                   this text

Without files it evaluates on simulated learners, and says so. Aims that were set for one public log judge that log alone.`;

export interface EvaluateOptions extends EvaluationFiles {
  readonly only: string;
}

/**
 * Reads the command line.
 *
 * @returns undefined when help is asked for
 */
export function readEvaluateOptions(args: readonly string[]): EvaluateOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      reviews: { type: 'string' },
      answers: { type: 'string', multiple: true, default: [] },
      items: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return undefined;
  return { reviews: values.reviews, answers: values.answers.map(pairOf), items: values.items, only: values.only };
}

function pairOf(pair: string): AnswerFiles {
  const [train, test, ...more] = pair.split(',');
  if (!train || !test || more.length > 0) throw new Error(`--answers: expected two files with a comma between them, got ${pair}`);
  return { train, test };
}
