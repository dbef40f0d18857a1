/** Bits of the eight dots of a braille character, by row and column (Unicode block U+2800). */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const EMPTY = 0x2800;

/** A drawing in dots, two across and four down in each character. */
export class BrailleCanvas {
  readonly width: number;
  readonly height: number;
  readonly #cells: Uint8Array;
  readonly #columns: number;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.width = columns * 2;
    this.height = rows * 4;
    this.#cells = new Uint8Array(columns * rows);
  }

  /** Sets a dot; (0, 0) is at the top left, and what lies outside is left out. */
  dot(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const cell = Math.floor(y / 4) * this.#columns + Math.floor(x / 2);
    this.#cells[cell] = (this.#cells[cell] ?? 0) | (DOTS[y % 4]?.[x % 2] ?? 0);
  }

  rows(): readonly string[] {
    const rows = Math.ceil(this.#cells.length / this.#columns);
    return Array.from({ length: rows }, (_, row) =>
      Array.from(this.#cells.subarray(row * this.#columns, (row + 1) * this.#columns), (bits) =>
        bits === 0 ? ' ' : String.fromCodePoint(EMPTY + bits),
      ).join(''),
    );
  }
}
