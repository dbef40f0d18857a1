/** `npm run evaluate`: how well the models predict, each answer before it is seen, beside their peers. `--help` lists the options. */
import { describeMachine } from '../machine.js';
import { printFigures } from '../print-figures.js';
import { evaluations } from './evaluations.js';
import { EVALUATE_HELP, readEvaluateOptions } from './options.js';

async function main(): Promise<void> {
  const options = readEvaluateOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(EVALUATE_HELP);
    return;
  }
  const all = evaluations(options);
  const chosen = all.filter(({ name }) => name.includes(options.only));
  if (chosen.length === 0) {
    const names = all.map(({ name }) => `  ${name}`).join('\n');
    throw new Error(`--only: no evaluation's name holds ${JSON.stringify(options.only)}; with these files there are\n${names}`);
  }
  for (const line of describeMachine()) console.log(line);
  for (const { name, run } of chosen) printFigures(name, await run());
}

// A mistyped option or a file that is not there is no bug: the message says it all.
await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
