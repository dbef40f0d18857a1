/** One line of a table of figures: what we measured beside what a peer did in the same run. */
export interface Figure {
  /** `FSRS memory step` */
  readonly what: string;
  /** Our number with its unit: `2.9 M/s`, `AUC .7214` */
  readonly ours: string;
  /** Whom it is held against, with the number of this run: `ts-fsrs 5.4.2: 2.1 M/s`; or why there is none: `pyBKT is not installed` */
  readonly reference: string;
  /** Ours over the reference's, where that says something; above 1 is better for us. */
  readonly ratio?: number;
  /** What was to be reached: `≥ 1.5×`, `AUC ≥ .720` */
  readonly aim: string;
  /** Null when it could not be judged in this run: no peer, no file. */
  readonly reached: boolean | null;
}
