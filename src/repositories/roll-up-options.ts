/** How one day is rolled up. */
export interface RollUpOptions {
  /** By the server's clock: a command that comes to it later finds nothing and writes nothing. */
  readonly deadline: Date;
  /** How long the server may work on one command, in milliseconds. */
  readonly maxTimeMS: number;
  /** How long each command may be waited for, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is rolled up is read from, and safe on, the majority: a watermark that outlives it would lose it for good. */
export const DURABLE = { readConcern: { level: 'majority' }, writeConcern: { w: 'majority', journal: true } } as const;
