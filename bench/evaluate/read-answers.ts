import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** A log of answers in columns: row i is the i-th answer of the file, learners and skills by the number of their first appearance. */
export interface AnswerTable {
  readonly learners: readonly string[];
  readonly skills: readonly string[];
  readonly learner: Int32Array;
  readonly skill: Int32Array;
  readonly correct: Uint8Array;
}

/**
 * Reads a log of answers with the columns user_id, skill_name, correct (0 or 1), `.csv` or `.csv.gz`; each learner's rows in chronological order.
 *
 * @param skills names that keep the numbers they had in another file, such as the training set's
 */
export async function readAnswers(file: string, skills: readonly string[] = []): Promise<AnswerTable> {
  const learners = new Map<string, number>();
  const skillNumbers = new Map(skills.map((name, index) => [name, index]));
  const learner: number[] = [];
  const skill: number[] = [];
  const correct: number[] = [];
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, columns: (header: string[]) => checkedHeader(file, header) });
  parser.on('data', (row: { user_id?: string; skill_name?: string; correct?: string }) => {
    const { user_id, skill_name, correct: right } = row;
    const outcome = Number(right);
    if (user_id === undefined || skill_name === undefined || (outcome !== 0 && outcome !== 1)) {
      throw new Error(`${file}, line ${parser.info.lines}: expected user_id, skill_name and correct (0 or 1), got ${JSON.stringify(row)}`);
    }
    learner.push(numberOf(learners, user_id));
    skill.push(numberOf(skillNumbers, skill_name));
    correct.push(outcome);
  });
  const source = createReadStream(file);
  await (file.endsWith('.gz') ? pipeline(source, createGunzip(), parser) : pipeline(source, parser));
  return {
    learners: [...learners.keys()],
    skills: [...skillNumbers.keys()],
    learner: Int32Array.from(learner),
    skill: Int32Array.from(skill),
    correct: Uint8Array.from(correct),
  };
}

const COLUMNS = ['user_id', 'skill_name', 'correct'] as const;

function checkedHeader(file: string, header: string[]): string[] {
  if (COLUMNS.every((column) => header.includes(column))) return header;
  throw new Error(`${file}: expected the columns ${COLUMNS.join(', ')}, got ${header.slice(0, 8).join(', ')}`);
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}
