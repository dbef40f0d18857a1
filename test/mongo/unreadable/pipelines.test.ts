import fc from 'fast-check';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { declarationOf } from '../../../src/pipelines/define-pipeline.js';
import { type AnyPipeline, PIPELINES } from '../../../src/pipelines/index.js';
import { toMongoSchema } from '../../../src/schema/index.js';
import { type Corruption, corruptions } from '../../support/corruption.js';
import { liveFully } from '../../support/full-life.js';
import { DAY, later } from '../../support/stopped-clock.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

let tutor: Tutor;
let user_id: string;
beforeAll(async () => {
  tutor = await openTutor();
  ({ userId: user_id } = (await liveFully(tutor)).learner);
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** The example of a pipeline, asked about the learner of this test. */
function paramsOf({ example, name }: AnyPipeline): Record<string, unknown> {
  return {
    ...example,
    ...('user_id' in example && { user_id }),
    ...('user_ids' in example && { user_ids: [user_id] }),
    ...('at' in example && { at: later(2 * DAY) }),
    ...(name === 'cohort_comparison' && { cohorts: [{ name: 'all', user_ids: [user_id, ...crowd] }] }),
    ...(name === 'ai_usage' && { since: later(-DAY), until: later(9 * DAY) }),
    ...(name === 'emotional_changes' && { since: later(-DAY), until: later(9 * DAY) }),
    ...(name === 'emotional_log' && { since: later(-DAY), until: later(9 * DAY) }),
  };
}

/** The paths that the stages of a pipeline read, what its first stage chooses documents by, and the paths of that. */
function pathsOf({ stages }: AnyPipeline, params: unknown) {
  const read: string[] = [];
  const ref = (path: string) => {
    read.push(path);
    return `$${path}`;
  };
  const [first] = stages(params as never, ref as never, (name) => name);
  const chosen = (first?.['$match'] ?? {}) as Document;
  return { read, chosen, chosenBy: Object.keys(chosen).filter((path) => !('user_id' in chosen && isSpan(chosen[path]))) };
}

/** A learner's document whose instant is none could lie in any span of time. */
const isSpan = (condition: Document) => Object.values(condition).some((value) => value instanceof Date) && !(condition instanceof Date);

/** Whether a fault lies at or below one of some paths, or takes away an object that holds one. */
const concerns = (paths: readonly string[], { path, kind }: Corruption) =>
  paths.some((one) => {
    const isAbove =
      one.startsWith(`${path}.`) && ['null', 'another type', `missing ${one.slice(path.length + 1).split('.')[0]}`].includes(kind);
    return isAbove || path === one || path.startsWith(`${one}.`);
  });

const crowd = Array.from({ length: 9 }, (_, n) => `10000000-0000-4000-8000-00000000000${n}`);
const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
const PER_DOCUMENT = 12;

test.each(Object.entries<AnyPipeline>(PIPELINES))(
  'a spoilt document counts in %s as one that is not there, and is named',
  async (_, pipeline) => {
    const { collection: name } = pipeline;
    const params = pipeline.params.parse(paramsOf(pipeline));
    const { read, chosen, chosenBy } = pathsOf(pipeline, params);
    if (read.length === 0) return;
    const collection = tutor.db.collection(name);
    const repository = tutor.engine.repositories[name as 'users'];
    const ask = async () => {
      const cursor = repository.run(pipeline as never, params as never);
      return { rows: await cursor.toArray(), unreadable: cursor.unreadable };
    };
    const schema = toMongoSchema(declarationOf(pipeline).schema);
    const past = { bypassDocumentValidation: true };
    let named = 0;
    for (const document of await collection.find(chosen).limit(10).toArray()) {
      await collection.deleteOne({ _id: document._id });
      const without = await ask();
      const spoilt = fc
        .sample(corruptions(document, schema), { numRuns: 400, seed: 7 })
        .filter((it) => it.serverSees && concerns(read, it));
      try {
        for (const corruption of spoilt.slice(0, PER_DOCUMENT)) {
          await collection.insertOne(corruption.make() as Document, { ...past });
          const found = await ask();
          await collection.deleteOne({ _id: document._id });
          const what = `${corruption.path}: ${corruption.kind}`;
          expect(sorted(found.rows), what).toEqual(sorted(without.rows));
          // A document whose owner cannot be told is nobody's to name.
          if (!concerns(chosenBy, corruption)) {
            expect(found.unreadable, what).toEqual([{ collection: name, id: String(document._id) }]);
            named += 1;
          }
        }
      } finally {
        await collection.insertOne(document, { ...past });
      }
    }
    expect(named).toBeGreaterThan(0);
  },
);
