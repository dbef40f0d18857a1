import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The review log to play; undefined for the simulated class. */
  readonly file: string | undefined;
  /** Address of a server to use; its data stay. */
  readonly db: string | undefined;
  /** Folder for the data of a server of our own; they stay. */
  readonly keep: string | undefined;
  readonly seed: number;
  readonly learners: number;
  readonly weeks: number;
  readonly zone: string;
  readonly verify: boolean;
  /** Of a review log: count rows that stand in it twice as two reviews. */
  readonly keepDuplicates: boolean;
  /** Of a review log: pass over rows with faults instead of refusing the file. */
  readonly skipFaulty: boolean;
  /** Where the report of the learner is written, for a browser. */
  readonly report: string;
}

export const HELP = `npm run demo                          a term of a simulated class
npm run demo -- --file reviews.csv    your own review log, .csv or .csv.gz, with the columns
                                      card_id, review_rating (1 to 4), review_time (ISO 8601), review_duration (ms);
                                      fields between commas, semicolons, tabs or bars; rows of rating 0 are no reviews

  --keep-duplicates  count a review that stands in the file twice as two; otherwise as one
  --skip-faulty      pass over rows with faults, and say how many; otherwise one fault refuses the file

  --zone <zone>      where the learner's days begin and end, such as Europe/Zurich; UTC if not given
  --verify           play everything a second time and replay the log: neither may change anything
  --seed <number>    which simulated class; 1 if not given
  --learners <n>     how many learners it has, 1 to 50; 8 if not given
  --weeks <n>        how long its term is, 1 to 10 weeks; 10 if not given
  --report <file>    where to write the report of the learner; .cache/demo/learner-report.html if not given
  --keep <folder>    keep the database in this folder
  --db <uri>         use this MongoDB server (a replica set) instead of one that is started for the demo; the data stay
  --help             this text`;

const MOST_LEARNERS = 50;
const MOST_WEEKS = 10;
/** In the folder that git ignores. */
const REPORT = '.cache/demo/learner-report.html';

/** A command line that cannot be obeyed. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/**
 * Reads the command line.
 *
 * @returns undefined when help is asked for
 * @throws WrongUsage saying which option is wrong
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions | undefined {
  // npm runs scripts in the package's folder, and says in which one the person is.
  const folder = env['INIT_CWD'] ?? '.';
  const values = parse(args);
  if (values.help === true) return undefined;
  const { file, db, keep, zone = 'UTC', verify = false, report } = values;
  if (file !== undefined && [values.seed, values.learners, values.weeks].some((value) => value !== undefined)) {
    throw new WrongUsage('--seed, --learners and --weeks belong to the simulated class: leave them out with --file');
  }
  if (file === undefined && (values['keep-duplicates'] === true || values['skip-faulty'] === true)) {
    throw new WrongUsage('--keep-duplicates and --skip-faulty belong to a review log: give one with --file');
  }
  if (db !== undefined && keep !== undefined) throw new WrongUsage('--db and --keep are two places for the data: give one');
  if (!isZone(zone)) throw new WrongUsage(`--zone: expected an IANA time zone such as Europe/Zurich, got ${JSON.stringify(zone)}`);
  return {
    file: file === undefined ? undefined : resolve(folder, file),
    db,
    keep: keep === undefined ? undefined : resolve(folder, keep),
    seed: wholeNumber('seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    learners: wholeNumber('learners', values.learners ?? '8', 1, MOST_LEARNERS),
    weeks: wholeNumber('weeks', values.weeks ?? '10', 1, MOST_WEEKS),
    zone,
    verify,
    keepDuplicates: values['keep-duplicates'] ?? false,
    skipFaulty: values['skip-faulty'] ?? false,
    report: report === undefined ? resolve(REPORT) : resolve(folder, report),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        file: { type: 'string' },
        db: { type: 'string' },
        keep: { type: 'string' },
        seed: { type: 'string' },
        learners: { type: 'string' },
        weeks: { type: 'string' },
        zone: { type: 'string' },
        verify: { type: 'boolean' },
        'keep-duplicates': { type: 'boolean' },
        'skip-faulty': { type: 'boolean' },
        report: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new WrongUsage((error as Error).message, { cause: error });
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WrongUsage(`--${option}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
}

/** A bare offset such as +02:00 is no zone: it cannot know daylight saving. */
function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
