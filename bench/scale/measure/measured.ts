import { createEngine, type Engine } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';

/** A database that is measured, through which engines, at what time. */
export interface Measured {
  readonly uri: string;
  readonly db: Db;
  /** Keeps no answers. */
  readonly engine: Engine;
  /** Keeps answers, as an engine does whose host says nothing. */
  readonly cached: Engine;
  readonly clock: () => Date;
  readonly learners: number;
  readonly seed: number;
}

/** Engines on a database, for a run that begins at an instant of the clock. */
export async function openMeasured(database: Omit<Measured, 'engine' | 'cached'>): Promise<Measured> {
  const { db, clock } = database;
  return { ...database, engine: await uncachedEngine(db, clock), cached: await createEngine({ db, clock, tuning: 'manual' }) };
}

/** An engine that asks the database each time. */
export function uncachedEngine(db: Db, clock: () => Date): Promise<Engine> {
  return createEngine({ db, clock, cache: false, tuning: 'manual' });
}
