import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { LogisticLog } from 'adaptive-learning-engine/algorithms';
import { parse } from 'csv-parse';
import { rowsOf } from './learner-answers.js';

const COLUMNS = ['user_id', 'item_id', 'skill_id', 'correct'] as const;
/** One learner of so many is predicted, the others are fitted to. */
const PARTS = 5;

/**
 * Reads a log of answers with items, `.csv` or `.csv.gz`: user_id, item_id, skill_id, correct (0 or 1), and time_seconds where times are known; each
 * learner's rows in the order of time. Learners are split by a hash of their id, so that nobody's answers are on both sides.
 */
export async function readItemLog(file: string): Promise<{ readonly train: LogisticLog; readonly test: LogisticLog }> {
  const [learners, skills, items] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const columns = { learner: [] as number[], skill: [] as number[], item: [] as number[], correct: [] as number[], at: [] as number[] };
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, columns: true });
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
    if (row['time_seconds'] !== undefined) columns.at.push(Number(row['time_seconds']) * 1_000);
  });
  const source = createReadStream(file);
  await (file.endsWith('.gz') ? pipeline(source, createGunzip(), parser) : pipeline(source, parser));
  const log: LogisticLog = {
    learner: Int32Array.from(columns.learner),
    skills: [...skills.keys()],
    skill: Int32Array.from(columns.skill),
    items: [...items.keys()],
    item: Int32Array.from(columns.item),
    correct: Uint8Array.from(columns.correct),
    ...(columns.at.length === columns.correct.length ? { at: Float64Array.from(columns.at) } : {}),
  };
  const isTest = [...learners.keys()].map((user) => createHash('md5').update(user).digest().readUInt32BE(0) % PARTS === 0);
  return { train: rowsOf(log, (learner) => isTest[learner] !== true), test: rowsOf(log, (learner) => isTest[learner] === true) };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name) ?? numbers.size;
  numbers.set(name, known);
  return known;
}
