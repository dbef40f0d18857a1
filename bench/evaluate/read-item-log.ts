import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { LogisticLog } from 'adaptive-learning-engine/algorithms';
import { parse } from 'csv-parse';
import { rowsOf } from './learner-answers.js';

const COLUMNS = ['user_id', 'item_id', 'skill_id', 'correct'] as const;
/** One learner of so many is predicted, the others are fitted to. */
const PARTS = 5;

/** Where a log may have its times, in seconds. */
const TIMES = ['time_seconds', 'timestamp'] as const;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a log of answers with items, `.csv` or `.csv.gz`, with commas, semicolons or tabs between its columns: user_id, item_id, skill_id, correct
 * (0 or 1), and time_seconds or timestamp where times are known; each learner's rows in chronological order. A time that is the same in all rows
 * is none. Learners are split by a hash of their id, so that nobody's answers are on both sides.
 */
export async function readItemLog(file: string): Promise<{ readonly train: LogisticLog; readonly test: LogisticLog }> {
  const [learners, skills, items] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const columns = { learner: [] as number[], skill: [] as number[], item: [] as number[], correct: [] as number[], at: [] as number[] };
  const delimiter = await delimiterOf(file);
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, columns: true, delimiter });
  parser.on('data', (row: { readonly [column: string]: string | undefined }) => {
    const [user, item, skill, outcome] = COLUMNS.map((column) => row[column]);
    const correct = Number(outcome);
    if (user === undefined || item === undefined || skill === undefined || (correct !== 0 && correct !== 1)) {
      throw new Error(`${file}, line ${parser.info.lines}: expected ${COLUMNS.join(', ')} (0 or 1), got ${JSON.stringify(row)}`);
    }
    columns.learner.push(numberOf(learners, user));
    columns.item.push(numberOf(items, item));
    columns.skill.push(numberOf(skills, skill));
    columns.correct.push(correct);
    const seconds = TIMES.map((column) => row[column]).find((time) => time !== undefined);
    if (seconds !== undefined) columns.at.push(Number(seconds) * 1_000);
  });
  await pipeline(textOf(file), parser);
  const isTimed = columns.at.length === columns.correct.length && columns.at.some((at) => at !== columns.at[0]);
  const log: LogisticLog = {
    learner: Int32Array.from(columns.learner),
    skills: [...skills.keys()],
    skill: Int32Array.from(columns.skill),
    items: [...items.keys()],
    item: Int32Array.from(columns.item),
    correct: Uint8Array.from(columns.correct),
    ...(isTimed ? { at: Float64Array.from(columns.at) } : {}),
  };
  const isTest = [...learners.keys()].map((user) => createHash('md5').update(user).digest().readUInt32BE(0) % PARTS === 0);
  return { train: rowsOf(log, (learner) => isTest[learner] !== true), test: rowsOf(log, (learner) => isTest[learner] === true) };
}

function textOf(file: string): Readable {
  const source = createReadStream(file);
  return file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
}

/** What stands most often in the first line. */
async function delimiterOf(file: string): Promise<string> {
  const lines = createInterface(textOf(file));
  const [header = ''] = await once(lines, 'line');
  lines.close();
  const count = (delimiter: string): number => String(header).split(delimiter).length;
  return DELIMITERS.reduce<string>((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), DELIMITERS[0]);
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name) ?? numbers.size;
  numbers.set(name, known);
  return known;
}
