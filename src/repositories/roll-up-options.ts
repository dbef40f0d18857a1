/** Options of rolling up a day. */
export interface RollUpOptions {
  /** By the server's clock: later commands read and write nothing. */
  readonly deadline: Date;
  /** The server's time limit per command, in milliseconds. */
  readonly maxTimeMS: number;
  /** The time limit per command, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is rolled up is read from, and safe on, the majority: a watermark that outlives it would lose it for good. */
export const DURABLE = { readConcern: { level: 'majority' }, writeConcern: { w: 'majority', journal: true } } as const;
