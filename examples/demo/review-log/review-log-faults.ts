/** One thing that is wrong with a review log, and where. */
export interface ReviewLogFault {
  /** Counted from 1, the header's. */
  readonly line: number;
  readonly message: string;
}

const SHOWN = 20;

/** A review log that cannot be imported; its message lists the faults by line. */
export class ReviewLogRefused extends Error {
  override readonly name = 'ReviewLogRefused';
  readonly faults: readonly ReviewLogFault[];

  constructor(file: string, faults: readonly ReviewLogFault[]) {
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    const lines = faults.slice(0, SHOWN).map(({ line, message }) => `  line ${line}: ${message}`);
    if (faults.length > SHOWN) lines.push(`  … and ${faults.length - SHOWN} more`);
    super(`${file} was not imported, nothing of it: ${count}\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** A value of the file as a message can show it: short, and without anything that a terminal would obey. */
export function quoted(value: string): string {
  const short = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return value === '' ? 'nothing' : JSON.stringify(short);
}
