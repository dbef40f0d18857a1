import type { Db } from 'mongodb';
import { invalidInput } from '../errors.js';

/**
 * A `Db` of mongodb 6 or 7, including one from another copy of the driver, such as the copy in mongoose. It is a structural type, because TypeScript
 * treats two copies of a class as different types.
 */
export interface HostDb {
  readonly databaseName: string;
  /** The MongoClient. */
  readonly client: object;
  collection(name: string): object;
  command(command: Readonly<Record<string, unknown>>): Promise<unknown>;
  aggregate(stages?: Record<string, unknown>[]): object;
}

/** @throws AdaptiveLearningError `invalid_input` for what is no database */
export function checkDb(db: unknown, where: string): void {
  if (typeof (db as Partial<HostDb> | null | undefined)?.collection !== 'function') throw invalidInput(where, "the driver's Db", db);
}

/** The same database as the driver's type that this library is compiled with. */
export function driverDb(db: HostDb): Db {
  return db as Db;
}
