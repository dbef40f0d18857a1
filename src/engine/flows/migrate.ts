import { z } from 'zod';
import { AdaptiveLearningError } from '../../errors.js';
import { countOutdated, JobLeases, verifySchema } from '../../repositories/index.js';
import {
  aFunction,
  type CallControl,
  inputSchema,
  type JobProgress,
  type Log,
  type OptionsOf,
  readWithRetry,
  waitForLease,
} from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { type CollectionMigration, migrateCollection } from '../migrating/migrate-collection.js';
import { type MigrationPlan, migrationPlans, refuseInClear } from '../migrating/migration-plan.js';

/** The result of {@link migrate}. */
export interface MigrationReport {
  readonly dryRun: boolean;
  /** What was done with the documents of each collection that has migrations. */
  readonly collections: readonly CollectionMigration[];
}

export interface MigrateControl extends CallControl {
  /** Called after each batch of documents. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
}

const WHERE = 'migrate';
/** A process that gives no sign of life for so long has lost the migration, by the server's clock. Milliseconds. */
const LEASE_MS = 60_000;
/** Validators and indexes that setup would change: without them a document in the new form would be refused. */
const SETUP_FIRST: readonly string[] = ['missing_collection', 'foreign_collection', 'drifted_validator', 'missing_index', 'drifted_index'];

const migrateInput = inputSchema(
  'MigrateInput',
  {
    dryRun: z.boolean().default(false),
    to: z.record(z.string().max(64), z.int().min(1)).optional(),
    leaseMs: z.int().min(1_000).max(3_600_000).default(LEASE_MS),
  },
  {
    dryRun: 'True to change nothing: the report says how many documents would change, and which could not.',
    to: 'Versions by collection, to migrate only these collections, and each to its version; a lower version than today’s leads back, where the steps have a way back.',
    leaseMs: 'If the process that migrates dies, another one continues after this time, in milliseconds; 60,000 if not given.',
  },
);

const PROGRESS: OptionsOf<MigrateControl> = { onProgress: { check: aFunction, sentence: 'Called after each batch of documents.' } };

export const migrate = engineVerb({
  name: 'migrate',
  action: 'set_up',
  kind: 'job',
  input: migrateInput.prefault({}),
  control: PROGRESS,
  cannotJoin: 'documents are changed one by one, so that the next run can go on from there',
  summary: 'Stores documents of older versions in today’s form. Run it after `setup`, at each deployment.',
  details:
    'Other calls may run meanwhile: they read a document of an older version in today’s form, and write today’s form. One process migrates at a time; another one waits for it. It is safe to interrupt it and to run it again: it continues with the documents that are left.',
  result: 'The number of documents that were migrated in each collection, and those that could not be.',
  errors: {
    invalid_input: 'an unknown collection or version, or a step without a way back',
    setup_required: 'validators or indexes that are not those of this version: run `setup` first',
  },
  example: 'const { collections } = await engine.migrate({ dryRun: true });',
  run,
});

async function run(
  context: EngineContext,
  _: Actor,
  { dryRun, to, leaseMs }: z.output<typeof migrateInput>,
  control: MigrateControl,
): Promise<MigrationReport> {
  const plans = migrationPlans(context.collections.declarations.values(), to);
  if (context.collections.encryption !== undefined) refuseInClear(plans);
  if (plans.length === 0) return { dryRun, collections: [] };
  if (dryRun) return migrateAll(context, plans, dryRun, control, () => undefined);
  await refuseBeforeSetup(context, plans, control);
  const leases = new JobLeases(context.collections);
  const work = (signal: AbortSignal, tell: (progress: JobProgress) => void) =>
    migrateAll(context, plans, dryRun, { ...control, signal }, tell);
  return waitForLease(context, leases, { name: WHERE, leaseMs, work }, control);
}

async function migrateAll(
  context: EngineContext,
  plans: readonly MigrationPlan[],
  dryRun: boolean,
  control: MigrateControl,
  tell: (progress: JobProgress) => void,
): Promise<MigrationReport> {
  const goesUp = plans.every(({ declaration, to }) => to === declaration.schemaVersion);
  const total = goesUp ? await countAll(context, plans, control) : null;
  let done = 0;
  const onDone = (documents: number) => {
    done += documents;
    const progress = { done, unit: 'documents', share: total === null ? null : total === 0 ? 1 : Math.min(1, done / total) };
    tell(progress);
    control.onProgress?.(progress);
  };
  const collections: CollectionMigration[] = [];
  for (const plan of plans) {
    const done = await migrateCollection(context, plan, { dryRun, control, onDone });
    if (!dryRun) logMigration(context.log, done);
    collections.push(done);
  }
  return { dryRun, collections };
}

/** Logs what was done with a collection, if anything was. */
function logMigration(log: Log, { collection, to, migrated, failed, remaining }: CollectionMigration): void {
  if (migrated > 0) log('migrated', { collection, to, documents: migrated });
  if (failed + remaining > 0) log('migration_incomplete', { collection, to, failed, remaining });
}

async function countAll(context: EngineContext, plans: readonly MigrationPlan[], control: CallControl): Promise<number> {
  let total = 0;
  for (const { declaration } of plans) {
    const source = { collection: context.collections.collection(declaration.name) };
    const count = () => countOutdated(source, declaration, WHERE, { signal: control.signal });
    total += await readWithRetry(context, WHERE, control, count);
  }
  return total;
}

/** A validator of the version before would refuse each document. */
async function refuseBeforeSetup(context: EngineContext, plans: readonly MigrationPlan[], control: CallControl): Promise<void> {
  const names = new Set(plans.map(({ declaration }) => context.collections.named(declaration.name)));
  const drifts = await readWithRetry(context, WHERE, control, () => verifySchema(context.collections, { signal: control.signal }));
  const first = drifts.find(({ collection, kind }) => names.has(collection) && SETUP_FIRST.includes(kind));
  if (first === undefined) return;
  const expected = 'collections as setup makes them';
  const received = `${first.collection} with a ${first.kind}`;
  const message = `${WHERE}: expected ${expected}, got ${received}; run engine.setup() first`;
  throw new AdaptiveLearningError('setup_required', message, { where: WHERE, expected, received });
}
