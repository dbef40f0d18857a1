import { OddRows } from './odd-rows.js';
import { quoted } from './review-log-faults.js';
import { REVIEW_COLUMNS, type ReviewColumn, type ReviewRow, readReviewRow } from './review-row.js';

/** Takes a review log record by record: the first names the columns, all others are reviews. */
export class RowReader {
  readonly rows: ReviewRow[] = [];
  readonly odd = new OddRows();
  /** The last line that was read. */
  line = 1;
  readonly #now: Date;
  readonly #refuse: (line: number, message: string) => void;
  #header: readonly string[] | undefined;
  /** Where each column stands; undefined when the header does not say, so that no row can be read. */
  #places: Readonly<Record<ReviewColumn, number>> | undefined;

  constructor(now: Date, refuse: (line: number, message: string) => void) {
    this.#now = now;
    this.#refuse = refuse;
  }

  take(fields: readonly string[], line: number): void {
    this.line = line;
    if (this.#header === undefined) this.#takeHeader(fields, line);
    else if (this.#places !== undefined) this.#takeRow(fields, line, this.#header.length, this.#places);
  }

  /** Says so when the file held no review. */
  end(): void {
    if (this.#header === undefined) this.#refuse(1, `expected the columns ${REVIEW_COLUMNS.join()}, got an empty file`);
    else if (this.rows.length === 0) this.#refuse(this.line, 'expected reviews below the header, got none');
  }

  get passedOver(): readonly string[] {
    return (this.#header ?? []).filter((name) => !(REVIEW_COLUMNS as readonly string[]).includes(name));
  }

  #takeHeader(header: readonly string[], line: number): void {
    this.#header = header;
    const faulty = REVIEW_COLUMNS.filter((column) => header.filter((name) => name === column).length !== 1);
    const came = header.map(quoted).slice(0, 8).join(', ');
    for (const column of faulty) this.#refuse(line, `expected the column ${column} once, got the columns ${came}`);
    if (faulty.length > 0) return;
    this.#places = Object.fromEntries(REVIEW_COLUMNS.map((column) => [column, header.indexOf(column)])) as Record<ReviewColumn, number>;
  }

  #takeRow(fields: readonly string[], line: number, width: number, places: Readonly<Record<ReviewColumn, number>>): void {
    if (fields.length !== width) {
      this.#refuse(line, `expected ${width} fields, got ${fields.length}`);
      return;
    }
    const named = Object.fromEntries(REVIEW_COLUMNS.map((column) => [column, fields[places[column]] ?? '']));
    const row = readReviewRow(named as Record<ReviewColumn, string>, this.#now);
    if (!('oddities' in row)) {
      for (const message of row) this.#refuse(line, message);
      return;
    }
    for (const oddity of row.oddities) this.odd.count(oddity);
    if (row.review !== undefined) this.rows.push(row.review);
  }
}
