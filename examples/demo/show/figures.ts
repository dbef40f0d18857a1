const COUNT = new Intl.NumberFormat('en');

/** 12580 as 12,580. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** 0.8412 as 84 %. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A number with so many digits behind the point; a dash for what cannot be said. */
export function decimal(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits);
}

/** The calendar's date in a zone: 2026-11-16. */
export function date(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of so many cells for a share of 1, to an eighth of a cell; filled up with spaces. */
export function bar(share: number, cells: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * cells * 8);
  return ('█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')).padEnd(cells);
}
