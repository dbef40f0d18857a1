import { isRolledBack, WriteConflict } from '../repositories/index.js';

/**
 * What the attempts of one call have sent. A commit whose reply was lost may have gone through: what the next attempt finds stored is then the
 * call's own. An attempt that was surely rolled back leaves nothing behind: what is found after it is another writer's.
 */
export class Sent<Row> {
  readonly #rows = new Set<Row>();

  /** True for what an attempt of this call may have stored. */
  has(row: Row): boolean {
    return this.#rows.has(row);
  }

  /** Stores rows, and remembers them unless it is certain that nothing of them was stored. */
  async storing<Result>(rows: Iterable<Row>, store: () => Promise<Result>): Promise<Result> {
    const first = [...rows].filter((row) => !this.#rows.has(row));
    for (const row of first) this.#rows.add(row);
    try {
      return await store();
    } catch (error) {
      if (error instanceof WriteConflict || isRolledBack(error)) for (const row of first) this.#rows.delete(row);
      throw error;
    }
  }
}
