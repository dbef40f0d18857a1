import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type ReadReviewLogOptions, readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import { ReviewLogRefused } from '../../examples/demo/review-log/review-log-faults.js';

const folder = mkdtempSync(join(tmpdir(), 'review-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = new Date('2026-01-01T00:00:00Z');
const HEADER = 'card_id,review_rating,review_time,review_duration';
const GOOD = 'a,3,2024-02-29T10:00:00Z,1500';

let files = 0;
function read(content: string | Uint8Array, name = 'log.csv', options: Partial<ReadReviewLogOptions> = {}) {
  files += 1;
  const file = join(folder, `${files}-${name}`);
  writeFileSync(file, content);
  return readReviewLog(file, { now: NOW, ...options });
}

async function faultsOf(content: string | Uint8Array): Promise<readonly string[]> {
  const error = await read(content).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReviewLogRefused);
  return (error as ReviewLogRefused).faults.map(({ line, message }) => `${line}: ${message}`);
}

describe('a review log', () => {
  const review = { cardId: 'a', rating: 3, reviewedAt: new Date('2024-02-29T10:00:00Z'), seconds: 1.5 };

  it.each([
    ['plain', `${HEADER}\n${GOOD}\n`],
    ['without a last line break', `${HEADER}\n${GOOD}`],
    ['with a byte order mark, CRLF and empty lines', `\uFEFF${HEADER}\r\n\r\n${GOOD}\r\n\r\n`],
    ['with quotes', '"card_id","review_rating","review_time","review_duration"\n"a","3","2024-02-29T10:00:00Z","1500"\n'],
    [
      'with columns in another order, and others beside them',
      'deck,review_time,card_id,review_duration,review_rating\nx,2024-02-29T10:00:00Z,a,1500,3',
    ],
    ['with another offset and digits beyond the millisecond', `${HEADER}\na,3,2024-02-29T12:00:00.000999+02:00,1500\n`],
    ['packed', gzipSync(`${HEADER}\n${GOOD}\n`)],
  ])('is read %s', async (_, content) => {
    expect((await read(content)).rows).toEqual([review]);
  });

  it('is known as packed by its content, not by its name', async () => {
    expect((await read(gzipSync(`${HEADER}\n${GOOD}\n`), 'log.csv')).rows).toHaveLength(1);
    expect((await read(`${HEADER}\n${GOOD}\n`, 'log.csv.gz')).rows).toHaveLength(1);
  });

  it('says which columns it passes over', async () => {
    expect((await read(`deck,${HEADER}\nx,${GOOD}`)).passedOver).toEqual(['deck']);
  });

  it('comes out in chronological order, rows of one instant as they stood', async () => {
    const { rows } = await read(`${HEADER}\nb,3,2024-03-01T00:00:00Z,1\nz,3,2024-02-01T00:00:00Z,1\na,3,2024-02-01T00:00:00Z,1\n`);
    expect(rows.map(({ cardId }) => cardId)).toEqual(['z', 'a', 'b']);
  });
});

describe('odd rows of a review log', () => {
  const rowsAndNotes = async (content: string | Uint8Array, options: Partial<ReadReviewLogOptions> = {}) => {
    const { rows, notes } = await read(content, 'log.csv', options);
    return [rows.length, notes];
  };

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('are read between %s, and the summary says so', async (name, separator) => {
    const content = `${HEADER}\n${GOOD}\nb,3,2024-03-01T10:00:00Z,1500\n`.replaceAll(',', separator);
    for (const file of [content, gzipSync(content)]) {
      expect(await rowsAndNotes(file)).toEqual([2, [`The fields stand between ${name}`]]);
    }
  });

  it('between semicolons may have a comma in their numbers', async () => {
    const { rows } = await read('card_id;review_rating;review_time;review_duration\na;3,0;2024-02-29T10:00:00Z;1500,5\n');
    expect(rows).toEqual([{ cardId: 'a', rating: 3, reviewedAt: new Date('2024-02-29T10:00:00Z'), seconds: 1.5005 }]);
  });

  it.each([
    ['changes by hand', 'b,0,2024-02-29T10:00:00Z,0', 1, '1 changes by hand (rating 0) are no reviews and are passed over'],
    [
      'changes by hand of a data frame',
      'b,0.0,2024-02-29T10:00:00Z,',
      1,
      '1 changes by hand (rating 0) are no reviews and are passed over',
    ],
    ['ratings with decimals', 'b,3.0,2024-02-29T10:00:00Z,1', 2, '1 ratings are written with decimals (3.0) and are read as whole numbers'],
    ['no duration', 'b,3,2024-02-29T10:00:00Z,', 2, '1 reviews have no duration and count as 0 s'],
    ['a row twice', GOOD, 1, '1 rows stand in the file a second time and are passed over (--keep-duplicates counts them)'],
    ['a row twice, written otherwise', 'a,3.0,2024-02-29T11:00:00+01:00,1500.0', 1, '1 rows stand in the file a second time'],
  ] as const)('are counted and named: %s', async (_, row, rows, note) => {
    const read = await rowsAndNotes(`${HEADER}\n${GOOD}\n${row}\n`);
    expect(read).toEqual([rows, expect.arrayContaining([expect.stringContaining(note)])]);
  });

  it('that stand twice count twice where that is asked for', async () => {
    const note = '1 rows stand in the file a second time and count (--keep-duplicates)';
    expect(await rowsAndNotes(`${HEADER}\n${GOOD}\n${GOOD}\n`, { keepDuplicates: true })).toEqual([2, [note]]);
  });

  it('with faults are passed over where that is asked for, but not all of them', async () => {
    const faulty = GOOD.replace('3', '7');
    const note = '2 rows are faulty and are passed over (--skip-faulty)';
    expect(await rowsAndNotes(`${HEADER}\n${faulty}\n${GOOD}\n${faulty},9\n`, { skipFaulty: true })).toEqual([1, [note]]);
    await expect(rowsAndNotes(`${HEADER}\n${faulty}\n`, { skipFaulty: true })).rejects.toThrow(ReviewLogRefused);
  });
});

describe('a faulty review log', () => {
  it.each([
    ['empty', '', '1: expected the columns card_id,review_rating,review_time,review_duration, got an empty file'],
    ['only a header', `${HEADER}\n`, '1: expected reviews below the header, got none'],
    [
      'a missing column',
      'card_id,review_rating,review_time\na,3,2024-02-29T10:00:00Z',
      /^1: expected the column review_duration once, got/,
    ],
    ['a column twice', `${HEADER},card_id\n${GOOD},b`, /^1: expected the column card_id once, got/],
    ['too few fields', `${HEADER}\n${GOOD}\na,3\n`, '3: expected 4 fields, got 2'],
    ['too many fields', `${HEADER}\n${GOOD},9\n`, '2: expected 4 fields, got 5'],
    ['a rating of 5', `${HEADER}\n${GOOD}\n${GOOD.replace('3', '5')}`, '3: review_rating: expected 1, 2, 3 or 4, got "5"'],
    ['no rating', `${HEADER}\n${GOOD.replace('3', '')}`, '2: review_rating: expected 1, 2, 3 or 4, got nothing'],
    ['no card', `${HEADER}\n,3,2024-02-29T10:00:00Z,1500`, /^2: card_id: expected 1 to 120 characters/],
    ['30 February', `${HEADER}\na,3,2024-02-30T10:00:00Z,1500`, /^2: review_time: expected a time that exists/],
    ['25 o’clock', `${HEADER}\na,3,2024-02-29T25:00:00Z,1500`, /^2: review_time: expected a time that exists/],
    ['no offset', `${HEADER}\na,3,2024-02-29T10:00:00,1500`, /^2: review_time: expected a time that exists, with its offset/],
    ['the year 1024', `${HEADER}\na,3,1024-02-29T10:00:00Z,1500`, /^2: review_time: expected a time from 2000 until today/],
    ['a time to come', `${HEADER}\na,3,2026-01-03T10:00:00Z,1500`, /^2: review_time: expected a time from 2000 until today/],
    ['a negative duration', `${HEADER}\na,3,2024-02-29T10:00:00Z,-1`, /^2: review_duration: expected milliseconds.*"-1"/],
    ['a duration of two days', `${HEADER}\na,3,2024-02-29T10:00:00Z,172800000`, /^2: review_duration: expected milliseconds/],
    ['a duration in words', `${HEADER}\na,3,2024-02-29T10:00:00Z,1e3`, /^2: review_duration: expected milliseconds/],
    ['an open quote', `${HEADER}\n${GOOD}\n"a,3,2024-02-29T10:00:00Z,1\n`, /^\d: expected a row of CSV .*: Quote Not Closed/],
    ['a quote inside a field', `${HEADER}\na"b,3,2024-02-29T10:00:00Z,1\n`, /^2: expected a row of CSV .*: Invalid Opening Quote/],
  ])('is refused: %s', async (_, content, fault) => {
    expect(await faultsOf(content)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  it('is refused when its archive is cut off or damaged, after the last line that could be read', async () => {
    const packed = gzipSync(
      `${HEADER}\n${Array.from({ length: 5_000 }, (_, card) => `${card * 7919},3,2024-02-29T10:00:00Z,${card}`).join('\n')}\n`,
    );
    expect(await faultsOf(packed.subarray(0, packed.length / 2))).toEqual([
      expect.stringMatching(/^\d{3,4}: after this line the gzip file is broken/),
    ]);
    const damaged = Buffer.from(packed);
    damaged.fill(0, packed.length / 2, packed.length / 2 + 64);
    expect(await faultsOf(damaged)).toContainEqual(expect.stringMatching(/after this line the gzip file is broken/));
  });

  it('has all its faults named by line, the first twenty in the message', async () => {
    const bad = Array.from({ length: 30 }, () => GOOD.replace('3', '9')).join('\n');
    const error = await read(`${HEADER}\n${bad}\n`).catch((reason: unknown) => reason);
    const { message, faults } = error as ReviewLogRefused;
    expect(faults.map(({ line }) => line)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2));
    expect(message.split('\n')).toHaveLength(22);
    expect(message).toMatch(/was not imported, nothing of it: 30 faults\n {2}line 2: .*… and 10 more$/s);
  });

  it('cannot write to the terminal through its own text', async () => {
    const [fault] = await faultsOf(`${HEADER}\na,\u001B[2J,2024-02-29T10:00:00Z,1`);
    expect(fault).not.toContain('\u001B');
  });
});
