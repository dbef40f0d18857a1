import type { Db } from 'mongodb';

/**
 * A database of the host's own driver: the `Db` of mongodb 6 or 7, also of another copy than the one that this library finds, such as the copy
 * that mongoose brings. Only what these classes have in common is named, since TypeScript takes two copies of one class for two types.
 */
export interface HostDb {
  readonly databaseName: string;
  /** The host's MongoClient. */
  readonly client: object;
  collection(name: string): object;
  command(command: Readonly<Record<string, unknown>>): Promise<unknown>;
  aggregate(stages?: Record<string, unknown>[]): object;
}

/** The same database as the driver's type that this library is compiled with. */
export function driverDb(db: HostDb): Db {
  return db as Db;
}
