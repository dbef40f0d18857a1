import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnyPipeline, PIPELINES, stagesOf } from '../../../src/pipelines/index.js';
import { CollectionSet, openRepositories, type Repositories, repositoryNamed, setupSchema } from '../../../src/repositories/index.js';
import { openDatabase, type TestDatabase } from '../../support/database.js';
import { refusalAtOnce } from '../../support/refusal.js';

let database: TestDatabase;
let client: MongoClient;
let repositories: Repositories;
beforeAll(async () => {
  database = await openDatabase();
  await setupSchema(new CollectionSet(database.db));
  client = await MongoClient.connect(database.uri, { monitorCommands: true });
  repositories = openRepositories(new CollectionSet(client.db(database.db.databaseName)));
});
afterAll(async () => {
  await client.close();
  await database[Symbol.asyncDispose]();
});

const all = Object.entries<AnyPipeline>(PIPELINES);

const run = (pipeline: AnyPipeline, params: unknown, unreadable?: 'refuse') => {
  const repository = repositoryNamed(repositories, pipeline.collection);
  return repository.run(pipeline, params as never, { unreadable });
};

/** The stages that a run sends to the server. */
async function sentBy(pipeline: AnyPipeline, unreadable?: 'refuse'): Promise<readonly Document[]> {
  const sent: Document[][] = [];
  const note = ({ command }: { readonly command: Document }) => {
    if (command['aggregate'] !== undefined) sent.push(command['pipeline'] as Document[]);
  };
  client.on('commandStarted', note);
  await run(pipeline, pipeline.example, unreadable).toArray();
  client.off('commandStarted', note);
  return sent[0] ?? [];
}

describe.each(all)('%s', (_, pipeline) => {
  test('stagesOf gives the stages that a repository sends', async () => {
    expect(await sentBy(pipeline, 'refuse')).toEqual(stagesOf(pipeline, pipeline.example));
  });

  test('and, where unreadable documents are left out, only the stages that do so stand beside them', async () => {
    const [first, ...rest] = await sentBy(pipeline);
    const isAdded = (stage: Document) => stage['$match']?.$jsonSchema !== undefined || stage['$unionWith']?.coll === pipeline.collection;
    expect([first, ...rest.filter((stage, at) => !((at === 0 || at === rest.length - 1) && isAdded(stage)))]).toEqual(
      stagesOf(pipeline, pipeline.example),
    );
  });

  test('params that are wrong are refused as a repository refuses them', () => {
    const [first = ''] = Object.keys(pipeline.example);
    const { [first]: _left_out, ...without } = pipeline.example;
    const example: readonly unknown[] = first === '' ? [] : [without, { ...pipeline.example, [first]: null }];
    const wrong: readonly unknown[] = [...example, { ...pipeline.example, unheard_of: 1 }, null];
    for (const params of wrong) {
      const refusal = refusalAtOnce(() => stagesOf(pipeline, params as never));
      expect(refusal).toMatchObject({ code: 'invalid_input' });
      expect(refusal).toEqual(refusalAtOnce(() => run(pipeline, params)));
    }
  });

  test('a param with a default may be left out, and is the default', () => {
    for (const [name, schema] of Object.entries(pipeline.params.shape)) {
      const fallback = (schema as { readonly def?: { readonly defaultValue?: unknown } }).def?.defaultValue;
      if (fallback === undefined) continue;
      const { [name]: _said, ...without } = pipeline.example;
      expect(stagesOf(pipeline, without), name).toEqual(stagesOf(pipeline, { ...without, [name]: fallback }));
    }
  });
});
