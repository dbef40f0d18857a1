import type { Document } from 'mongodb';
import { type Watermark, watermarks } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { CommandSender } from './command-sender.js';
import { unlessTaken } from './unless-taken.js';

type JobName = Watermark['job'];

/** A run of a job in this process. */
interface Holding {
  readonly job: JobName;
  readonly holder: string;
}

/** Conditions for starting a run. */
interface Beginning {
  readonly leaseMs: number;
  /** The minimum time since the last run began, in milliseconds; not checked if not given. */
  readonly everyMs: number | undefined;
}

/** The progress of a run. */
type Progress = Omit<NonNullable<Watermark['progress']>, 'at'>;

/** How a run ended: it completed, it was stopped, or it failed with an error code. */
export type RunEnd = 'done' | 'stopped' | { readonly error: string };

/** The state of a job, and whether a process is running it. */
export type JobState = Watermark & { readonly isHeld: boolean };

/** How long a job is left alone after its first failure, in milliseconds; it doubles with each, up to the job's own interval. */
const FIRST_BACKOFF_MS = 1_000;

/**
 * The leases of jobs. One process at a time holds a job's lease; if the process dies, the lease expires. Lease times use the server's clock, so that
 * processes with different clocks agree.
 */
export class JobLeases extends CommandSender {
  constructor(collections: CollectionSet) {
    super(collections.collection(watermarks.name), collections.readiness);
  }

  /** The state of each job that has run, by name. */
  async states(options: CallOptions = {}): Promise<ReadonlyMap<string, JobState>> {
    const isHeld = { $gt: [{ $ifNull: ['$lease.until', new Date(0)] }, '$$NOW'] };
    const rows = await this.command('watermarks.states', options, (driver) =>
      this.collection.aggregate([{ $match: { job: { $gt: '' } } }, { $addFields: { isHeld } }], driver).toArray(),
    );
    return new Map(rows.map((row) => [row['job'] as string, row as unknown as JobState]));
  }

  /** Acquires a job's lease. Returns false if another process holds it or the job is not due. */
  async begin({ job, holder }: Holding, { leaseMs, everyMs }: Beginning, options: CallOptions = {}): Promise<boolean> {
    const isFree = { $lte: [{ $ifNull: ['$lease.until', new Date(0)] }, '$$NOW'] };
    const filter = { job, $expr: { $and: [isFree, ...(everyMs === undefined ? [] : [isDue(everyMs)])] } };
    const lease = { holder, until: { $add: ['$$NOW', leaseMs] } };
    const unended = { $add: [{ $ifNull: ['$unended', 0] }, 1] };
    const update = [
      { $set: { lease, begun_at: '$$NOW', unended, updated_at: '$$NOW', schema_version: watermarks.schemaVersion } },
      { $unset: ['stopped', 'progress'] },
    ];
    const take = () => this.command('watermarks.begin', options, (driver) => this.collection.updateOne(filter, update, driver));
    if ((await take()).matchedCount > 0) return true;
    return (await this.#open(job, options)) && (await take()).matchedCount > 0;
  }

  /** Extends a lease and stores the progress of the run. Returns false if another process holds the lease. */
  async extend(held: Holding, leaseMs: number, progress: Progress | undefined, options: CallOptions = {}): Promise<boolean> {
    const said = progress === undefined ? {} : { progress: { ...constants(progress), at: '$$NOW' } };
    return this.#change('extend', held, [{ $set: { 'lease.until': { $add: ['$$NOW', leaseMs] }, ...said } }], options);
  }

  /**
   * Ends a run and releases the lease. After a stop, the job is due at once and its failure count does not change. Returns false if another process
   * holds the lease.
   */
  async end(held: Holding, how: RunEnd, options: CallOptions = {}): Promise<boolean> {
    const $unset = ['lease', ...(how === 'done' ? ['error', 'progress'] : [])];
    return this.#change('end', held, [{ $set: { ended_at: '$$NOW', updated_at: '$$NOW', ...changedBy(how) } }, { $unset }], options);
  }

  /** Makes the document of a job that has none; gives false where there is one. */
  async #open(job: JobName, options: CallOptions): Promise<boolean> {
    const $setOnInsert = { updated_at: new Date(0), schema_version: watermarks.schemaVersion };
    return unlessTaken(async () => {
      const { upsertedCount } = await this.command('watermarks.begin', options, (driver) =>
        this.collection.updateOne({ job }, { $setOnInsert }, { ...driver, upsert: true }),
      );
      return upsertedCount > 0;
    });
  }

  async #change(verb: string, { job, holder }: Holding, update: Document[], options: CallOptions): Promise<boolean> {
    const { matchedCount } = await this.command(`watermarks.${verb}`, options, (driver) =>
      this.collection.updateOne({ job, 'lease.holder': holder }, update, driver),
    );
    return matchedCount > 0;
  }
}

/** Values of a job's own in an update that is made of expressions: a text may look like one. */
function constants({ done, unit, share }: Progress): Document {
  return { done: { $literal: done }, unit: { $literal: unit }, share: { $literal: share } };
}

function changedBy(how: RunEnd): Document {
  if (how === 'done') return { unended: 0 };
  return how === 'stopped' ? { stopped: true, unended: { $subtract: ['$unended', 1] } } : { error: how.error };
}

/**
 * Its last run was stopped, or its interval is over since that began; after failures a shorter one, which doubles with each, is over since the
 * last run began or failed.
 */
function isDue(everyMs: number): Document {
  const failures = { $min: [{ $subtract: [{ $ifNull: ['$unended', 0] }, 1] }, 30] };
  const backoff = { $min: [everyMs, { $multiply: [FIRST_BACKOFF_MS, { $pow: [2, failures] }] }] };
  const begun = { $ifNull: ['$begun_at', new Date(0)] };
  const hasFailed = { $gt: [{ $ifNull: ['$unended', 0] }, 0] };
  const wait = { $cond: [hasFailed, backoff, everyMs] };
  const since = { $cond: [hasFailed, { $max: [begun, '$ended_at'] }, begun] };
  return { $or: [{ $eq: ['$stopped', true] }, { $lte: [{ $add: [since, { $toLong: wait }] }, '$$NOW'] }] };
}
