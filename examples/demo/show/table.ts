import type { Sheet } from './sheet.js';
import { terminalText } from './terminal-text.js';

/** A column: how it is headed, to which side it goes. */
export interface Column {
  readonly title: string;
  readonly side?: 'left' | 'right';
}

const LONGEST_CELL = 44;

/** Writes rows under their titles, each column as wide as its widest cell. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const widths = columns.map(({ title }, index) => Math.max(title.length, ...rows.map((row) => fitted(row[index]).length)));
  const write = (cells: readonly string[]) =>
    columns
      .map(({ side }, index) =>
        side === 'right' ? fitted(cells[index]).padStart(widths[index] ?? 0) : fitted(cells[index]).padEnd(widths[index] ?? 0),
      )
      .join('   ')
      .trimEnd();
  sheet.note(`  ${write(columns.map(({ title }) => title))}`);
  for (const row of rows) sheet.line(`  ${write(row)}`);
}

function fitted(cell = ''): string {
  const plain = terminalText(cell);
  return plain.length > LONGEST_CELL ? `${plain.slice(0, LONGEST_CELL - 1)}…` : plain;
}
