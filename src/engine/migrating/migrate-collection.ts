import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from 'mongodb';
import { type CacheOwner, learnerOwner } from '../../cache/index.js';
import {
  documentsOf,
  type Repository,
  type Rewrite,
  repositoryNamed,
  rewriteUnchanged,
  type Unreadable,
} from '../../repositories/index.js';
import { type CallControl, readWithRetry, write } from '../../runtime/index.js';
import { type AnyDeclaration, fits, inVersion, type StoredDocument } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import type { MigrationPlan } from './migration-plan.js';

/** Documents that are read and stored at once: the server and other calls get their turn in between. */
const BATCH = 200;
/** How often the documents of a version are read again for those that somebody changed meanwhile. */
const MOST_PASSES = 20;
/** The pause before they are, in milliseconds. */
const PAUSE_MS = 50;
/** Documents that cannot be migrated are named up to this number. */
const NAMED_AT_MOST = 100;

/** What was done with the documents of a collection. */
export interface CollectionMigration {
  /** The declared name of the collection. */
  readonly collection: string;
  /** The version that its documents are brought to. */
  readonly to: number;
  /** Documents that were brought there; of a dry run, those that would be. */
  readonly migrated: number;
  /** Documents that could not be: a step failed, or what it gave has not the form of its version. */
  readonly failed: number;
  /** The first 100 of these. */
  readonly unreadable: readonly Unreadable[];
  /** Documents that other writers kept changing; the next run migrates them. */
  readonly remaining: number;
}

/** How documents are migrated. */
export interface MigrationRun {
  readonly dryRun: boolean;
  readonly control: CallControl;
  /** Told how many documents more are done. */
  readonly onDone: (documents: number) => void;
}

const WHERE = 'migrate';

/**
 * Brings the documents of a collection to a version, batch by batch. Each is replaced only as it was read; one that was changed meanwhile is read
 * again. Stopped at any point, what is done is done, and the next run takes the rest.
 */
export async function migrateCollection(context: EngineContext, plan: MigrationPlan, run: MigrationRun): Promise<CollectionMigration> {
  const sum = { migrated: 0, failed: 0, remaining: 0 };
  const unreadable: Unreadable[] = [];
  for (const version of plan.from) {
    let pass: Pass = { migrated: 0, missed: 0, failed: 0, unreadable: [] };
    for (let passes = 0; passes < MOST_PASSES; passes += 1) {
      if (passes > 0) await sleep(PAUSE_MS);
      pass = await migrateVersion(context, plan, version, run);
      sum.migrated += pass.migrated;
      if (pass.missed === 0) break;
    }
    sum.failed += pass.failed;
    sum.remaining += pass.missed;
    unreadable.push(...pass.unreadable);
  }
  return { collection: plan.declaration.name, to: plan.to, ...sum, unreadable: unreadable.slice(0, NAMED_AT_MOST) };
}

/** What one pass over the documents of a version did. */
interface Pass {
  migrated: number;
  /** Documents that somebody changed meanwhile. */
  missed: number;
  failed: number;
  readonly unreadable: Unreadable[];
}

/** One pass over the documents of a version. */
async function migrateVersion(
  context: EngineContext,
  { declaration, to }: MigrationPlan,
  version: number,
  { dryRun, control, onDone }: MigrationRun,
): Promise<Pass> {
  const repository = repositoryNamed(context.repositories, declaration.name);
  const { signal } = control;
  const pass: Pass = { migrated: 0, missed: 0, failed: 0, unreadable: [] };
  for (let after: unknown; ; ) {
    const page = { version, after, limit: BATCH };
    const documents = await readWithRetry(context, WHERE, control, () => documentsOf(repository, page, WHERE, { signal }));
    const opened = await repository.sealing.open(documents, WHERE, { signal });
    const changes: Rewrite[] = [];
    for (const [place, stored] of documents.entries()) {
      const migrated = inForm(declaration, opened[place] as Document, to);
      if (migrated !== undefined) changes.push({ stored, after: migrated });
      else if (pass.unreadable.length < NAMED_AT_MOST) pass.unreadable.push({ collection: declaration.name, id: String(stored['_id']) });
    }
    const sealed = await repository.sealing.seal(
      changes.map(({ after }) => after),
      WHERE,
      { signal },
    );
    const rewrites = changes.map(({ stored }, place) => ({ stored, after: sealed[place] as StoredDocument }));
    const done = dryRun ? rewrites.length : await store(context, repository, declaration, rewrites, control);
    pass.migrated += done;
    pass.missed += rewrites.length - done;
    pass.failed += documents.length - rewrites.length;
    onDone(documents.length);
    if (documents.length < BATCH) return pass;
    after = documents.at(-1)?.['_id'];
  }
}

/** Queries that were cached of these documents' owners are asked again: they may have left out what could not be read. */
function store(
  context: EngineContext,
  repository: Repository<unknown>,
  declaration: AnyDeclaration,
  rewrites: readonly Rewrite[],
  control: CallControl,
): Promise<number> {
  if (rewrites.length === 0) return Promise.resolve(0);
  const owners = rewrites.flatMap(({ stored }): CacheOwner[] => {
    const owner: unknown = stored[declaration.owner];
    return typeof owner === 'string' ? [learnerOwner(owner)] : [];
  });
  const how = { where: WHERE, control, outdates: new Set<CacheOwner>([...owners, 'platform']) };
  return write(context, how, () => rewriteUnchanged(repository, declaration, rewrites, WHERE, { signal: control.signal }));
}

/** A document in the form of a version; undefined where a step fails, or gives another form. */
function inForm(declaration: AnyDeclaration, stored: Document, version: number): StoredDocument | undefined {
  try {
    const migrated = inVersion(declaration, stored, version);
    return fits(formOf(declaration, version), migrated) ? migrated : undefined;
  } catch {
    return undefined;
  }
}

/** The form of a version. */
function formOf({ schema, migrations = [] }: AnyDeclaration, version: number): AnyDeclaration['schema'] {
  return migrations.find(({ from }) => from === version)?.before ?? schema;
}
