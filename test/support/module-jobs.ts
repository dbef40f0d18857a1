import type { EngineContext } from '../../src/engine/context.js';
import { contextOf } from '../../src/engine/context-of.js';
import { Timings } from '../../src/engine/telemetry/timings.js';
import { CollectionSet, JobLeases } from '../../src/repositories/index.js';
import { Calls, type Job, Jobs, NO_LOG } from '../../src/runtime/index.js';
import type { Tutor } from './tutor.js';

/** Jobs beside those of the core, over a tutor's database, as another process has them. */
export function jobsOn<Table extends { readonly [name: string]: Job<EngineContext> }>(
  { db, clock }: Tutor,
  table: Table,
): Jobs<EngineContext, Table> {
  const collections = new CollectionSet(db);
  const calls = new Calls(30_000, Math.random);
  const timings = new Timings(clock.read());
  const context = contextOf({ db, clock: clock.read, cache: false }, collections, timings, timings.observe, calls);
  return new Jobs(table, {
    context,
    calls,
    observe: timings.observe,
    log: NO_LOG,
    leases: new JobLeases(collections),
    onlyNamed: [],
    ensureSetup: (where) => collections.readiness.ensureSetup(where),
  });
}
