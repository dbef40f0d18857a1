/**
 * `npm run evaluate [-- --reviews log.csv.gz --answers train.csv.gz,test.csv.gz …]`: how well the models predict, each answer before it is
 * seen, beside their peers. Several pairs of `--answers` may be given. Without files it evaluates on simulated learners, and says so.
 */
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.js';
import { printFigures } from '../print-figures.js';
import { type AnswerFiles, evaluations } from './evaluations.js';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** A review log: card_id, review_rating, review_time, review_duration. */
      reviews: { type: 'string' },
      /** Two logs of answers (user_id, skill_name, correct): one to fit on, one to be judged by. */
      answers: { type: 'string', multiple: true, default: [] },
      /** Only the evaluations whose name holds this. */
      only: { type: 'string', default: '' },
    },
  });

  const answers = values.answers.map((pair): AnswerFiles => {
    const [train, test, ...more] = pair.split(',');
    if (!train || !test || more.length > 0) throw new Error(`--answers: expected two files with a comma between them, got ${pair}`);
    return { train, test };
  });

  for (const line of describeMachine()) console.log(line);
  for (const { name, run } of evaluations({ reviews: values.reviews, answers })) {
    if (name.includes(values.only)) printFigures(name, await run());
  }
}

// A mistyped option or a file that is not there is no bug: the message says it all.
await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
