import type { Db } from 'mongodb';
import type { z } from 'zod';
import type { AnyPipeline, ParamsSchema } from '../../src/pipelines/index.js';
import { CollectionSet, openRepositories, repositoryNamed, setupSchema } from '../../src/repositories/index.js';

/** What stands in which collection, for one case. */
export type Stored = { readonly [collection: string]: readonly object[] };

/**
 * The rows of a pipeline on a database that holds these documents and no others. They go past the validators, so that a case may hold
 * documents that do not fit.
 */
export async function rowsOn<Params extends ParamsSchema, Row extends z.ZodType>(
  db: Db,
  stored: Stored,
  pipeline: AnyPipeline<Params, Row>,
  params: z.input<Params>,
): Promise<z.output<Row>[]> {
  await setUp(db);
  await store(db, stored);
  const repository = repositoryNamed(openRepositories(new CollectionSet(db)), pipeline.collection);
  return repository.run(pipeline, params).toArray();
}

const ready = new WeakSet<Db>();

/** A repository works on collections that setup made; it is run once for a test's database. */
async function setUp(db: Db): Promise<void> {
  if (ready.has(db)) return;
  await setupSchema(new CollectionSet(db));
  ready.add(db);
}

/** Empties the collections that are named and fills them with these documents. */
export async function store(db: Db, stored: Stored): Promise<void> {
  for (const [name, documents] of Object.entries(stored)) {
    const collection = db.collection(name);
    await collection.deleteMany({});
    // The driver writes its `_id` into what it is given: the test's own documents stay as they are.
    if (documents.length > 0)
      await collection.insertMany(
        documents.map((document) => ({ ...document })),
        { bypassDocumentValidation: true, ignoreUndefined: true },
      );
  }
}
