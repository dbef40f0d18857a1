import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fsrsDefaults } from 'adaptive-learning-engine/algorithms';
import { afterAll, describe, expect, it } from 'vitest';
import { engineReviewFigures } from '../../bench/evaluate/engine.js';
import { evaluations } from '../../bench/evaluate/evaluations.js';
import { isKnownReviewLog, knownAnswers } from '../../bench/evaluate/known-logs.js';
import { readEvaluateOptions } from '../../bench/evaluate/options.js';
import { readAnswers } from '../../bench/evaluate/read-answers.js';
import { readItemLog } from '../../bench/evaluate/read-item-log.js';
import { reviewCards } from '../../bench/evaluate/reviewed-cards.js';
import { TOLD_ANYWHERE } from '../../bench/harness/bar-settings.js';
import { withoutNaN } from '../../bench/print-figures.js';
import { learnerModels } from '../../src/engine/models/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const answers = (rows: number) => ({ correct: new Uint8Array(rows) });

describe('the command line of evaluate', () => {
  it('gives nothing when help is asked for, and refuses what it does not know', () => {
    expect(readEvaluateOptions(['--help'])).toBeUndefined();
    expect(readEvaluateOptions(['--answers', 'a,b', '--only', 'bkt'])).toEqual({
      reviews: undefined,
      answers: [{ train: 'a', test: 'b' }],
      items: [],
      only: 'bkt',
    });
    for (const args of [['--nope'], ['--answers', 'a'], ['--answers', 'a,b,c']]) expect(() => readEvaluateOptions(args)).toThrow();
  });

  it('says so when the filter matches nothing, and which names there are', () => {
    const args = ['--no-warnings', '--import', 'tsx', 'bench/evaluate/main.ts', '--only', 'nothing of the kind'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('no evaluation\'s name holds "nothing of the kind"');
    for (const { name } of evaluations({ answers: [], items: [] })) expect(stderr).toContain(name);
  });
});

describe('files of others', () => {
  it('are judged by no aim that was set for a public log, whatever they are called', () => {
    expect(knownAnswers(answers(407_967), answers(117_567))?.name).toBe('ASSISTments builder');
    expect(knownAnswers(answers(407_967), answers(117_568))).toBeUndefined();
    expect(isKnownReviewLog(Array.from({ length: 12_580 }, (_, row) => ({ card: String(row % 1_205) })))).toBe(true);
    expect(isKnownReviewLog([{ card: 'a' }])).toBe(false);
  });

  it('with other columns are refused by name', async () => {
    const file = write('algebra.csv', 'user_id,skill_id,correct\n1,2,1\n');
    await expect(readAnswers(file)).rejects.toThrow(
      `${file}: expected the columns user_id, skill_name, correct, got user_id, skill_id, correct`,
    );
  });

  it('with items are split by learner, and refused by name where a column is missing', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `u${i % 20},i${i % 7},s${i % 3},${i % 2},${i}`);
    const { train, test } = await readItemLog(write('items.csv', `user_id,item_id,skill_id,correct,time_seconds\n${rows.join('\n')}\n`));
    expect(train.correct.length + test.correct.length).toBe(60);
    expect(test.correct.length).toBeGreaterThan(0);
    expect([...test.learner].filter((learner) => train.learner.includes(learner))).toEqual([]);
    expect([train.items?.length, train.skills.length, train.at?.length]).toEqual([7, 3, train.correct.length]);
    const others = rows.map((row) => `${row.split(',').slice(0, 4).join('\t')}\t0`);
    const untimed = await readItemLog(write('tabs.csv', `user_id\titem_id\tskill_id\tcorrect\ttimestamp\n${others.join('\n')}\n`));
    expect(untimed).toEqual({ train: { ...train, at: undefined }, test: { ...test, at: undefined } });
    const wrong = write('no-items.csv', 'user_id,skill_id,correct\n1,2,1\n');
    await expect(readItemLog(wrong)).rejects.toThrow(`${wrong}, line 2: expected user_id, item_id, skill_id, correct`);
  });

  it('too short to say anything have figures of none, and no verdict', async () => {
    const file = write('short.csv', 'card_id,review_rating,review_time,review_duration\na,3,2024-02-29T10:00:00Z,1\n');
    const figures = (await engineReviewFigures(file)).map(withoutNaN);
    const later = figures.filter(({ what }) => what.endsWith('on a later day'));
    expect(later.length).toBeGreaterThan(1);
    for (const { ours, reference, ratio, reached } of later) {
      expect([reached, ratio]).toEqual([null, undefined]);
      expect(`${ours} ${reference}`).not.toContain('NaN');
    }
  });
});

it('a bar that has done nothing yet says that the time left is unknown', () => {
  expect(['INF', 'NULL', 5, 75, 7_260].map(TOLD_ANYWHERE.formatTime)).toEqual([
    'an unknown time',
    'an unknown time',
    '5 s',
    '1 min 15 s',
    '2 h 1 min',
  ]);
});

describe('a simulated learner who reviews cards', () => {
  const learner = {
    truth: fsrsDefaults,
    days: 40,
    newPerDay: 2,
    first: [0.3, 0.1, 0.5, 0.1],
    passes: [0, 0.1, 0.8, 0.1],
    number: 1,
  } as const;
  const reviewed = (desired_retention: number) =>
    reviewCards({ ...learner, models: learnerModels({ scheduler: { model: 'fsrs', params: { desired_retention } } }) });

  it('reviews more and retains more, the more is desired', () => {
    const [less, more] = [reviewed(0.75), reviewed(0.95)];
    expect(more.reviewsPerDay).toBeGreaterThan(1.3 * less.reviewsPerDay);
    expect(more.retained).toBeGreaterThan(less.retained);
    expect(more.recalled).toBeGreaterThan(less.recalled);
    expect(reviewed(0.95)).toEqual(more);
  });
});
