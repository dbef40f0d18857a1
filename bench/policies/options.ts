import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FAMILIES, type Family, POLICIES, type Policy } from 'adaptive-learning-engine/simulator';
import { invalidInput } from '../../src/errors.js';

export const POLICIES_HELP = `npm run policies [-- options]      what \`recommend\` teaches beside other policies, on simulated learners

  --minds <n>        how many minds of each family, 1 to 1000; 45 if not given
  --weeks <n>        how long their term is, 1 to 52; 12 if not given
  --seed <number>    which minds; 1 if not given
  --family <name>    only this family; may be given again: ${FAMILIES.map(({ name }) => name).join(', ')}
  --policy <name>    only these beside recommend, sm2 and random; may be given again: ${POLICIES.map(({ name }) => name).join(', ')}
  --state <file>     keeps each outcome there, and goes on from what is kept: stopped by Ctrl-C or killed, the same command ends what it began
  --processes <n>    how many terms at once, 1 to 64; as many as there are cores if not given
  --help             this text

It exits with 1 where the whole interval of \`recommend\` lies below SM-2, or below random questions.`;

/** Policies that every verdict needs. */
const ALWAYS = ['recommend', 'sm2', 'random'];

export interface PoliciesOptions {
  readonly minds: number;
  readonly weeks: number;
  readonly seed: number;
  readonly families: readonly Family[];
  readonly policies: readonly Policy[];
  /** Where outcomes are kept; undefined for nowhere. */
  readonly state: string | undefined;
  readonly processes: number;
}

/**
 * Reads the command line.
 *
 * @returns undefined when help is asked for
 * @throws AdaptiveLearningError `invalid_input` naming the option that is wrong
 */
export function readPoliciesOptions(args: readonly string[]): PoliciesOptions | undefined {
  const values = parse(args);
  if (values.help === true) return undefined;
  return {
    minds: wholeNumber('minds', values.minds, 1, 1000),
    weeks: wholeNumber('weeks', values.weeks, 1, 52),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 32 - 1),
    families: named('family', values.family, FAMILIES),
    policies: named('policy', values.policy.length === 0 ? [] : [...ALWAYS, ...values.policy], POLICIES),
    state: values.state,
    processes: wholeNumber('processes', values.processes ?? String(availableParallelism()), 1, 64),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minds: { type: 'string', default: '45' },
        weeks: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        family: { type: 'string', multiple: true, default: [] },
        policy: { type: 'string', multiple: true, default: [] },
        state: { type: 'string' },
        processes: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw invalidInput('policies', `the options of --help; ${(error as Error).message}`, args.join(' '));
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw invalidInput(`--${option}`, `a whole number from ${least} to ${most}`, text);
}

/** Those of a table with these names, in the order of the table; all of them where none is named. */
function named<Row extends { readonly name: string }>(option: string, names: readonly string[], rows: readonly Row[]): readonly Row[] {
  const stranger = names.find((name) => !rows.some((row) => row.name === name));
  if (stranger !== undefined) throw invalidInput(`--${option}`, `one of ${rows.map(({ name }) => name).join(', ')}`, stranger);
  return names.length === 0 ? rows : rows.filter(({ name }) => names.includes(name));
}
