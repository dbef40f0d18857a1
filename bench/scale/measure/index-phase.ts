import { createEngine } from 'adaptive-learning-engine';
import { type AnyPipeline, PIPELINES } from 'adaptive-learning-engine/pipelines';
import { createRepositories, type ReadRepositories } from 'adaptive-learning-engine/repositories';
import type { Db } from 'mongodb';
import { seededRandom } from '../../../src/algorithms/index.js';
import { plansOf } from '../../../test/support/explain.js';
import { Asker } from './ask-mix.js';
import { type Measured, uncachedEngine } from './measured.js';
import { paramsOf } from './pipeline-params.js';
import { type Asking, askByName, QUESTIONS } from './questions.js';

/** What the server says of how it answers a named query on this much data. */
export interface IndexUse {
  readonly query: string;
  readonly indexes: string;
  readonly documentsExamined: number;
  readonly byIndex: boolean;
  /** How long one call took, with nobody else asking; of a pipeline for readers of the whole log, up to its first row. */
  readonly milliseconds: number;
}

/** Learners of a class, for the pipelines that are asked about several. */
const CLASS = 30;

/** Has the server explain each promise and each pipeline, carried out on the data; a reading of the whole log only in plan. */
export async function measureIndexUse(measured: Measured): Promise<IndexUse[]> {
  const { clock } = measured;
  const asker = new Asker(measured, seededRandom(measured.seed));
  const about = Array.from({ length: CLASS }, () => asker.about('feeling'));
  const [one] = about as [Asking, ...Asking[]];
  // Those who study much are drawn more than once.
  const users = [...new Set(about.map(({ identity }) => identity.userId))];
  const uses: IndexUse[] = [];
  for (const { name, ask } of QUESTIONS) {
    const asking = async (db: Db) => ({
      ...one,
      engine: await uncachedEngine(db, clock),
      cached: await createEngine({ db, clock, tuning: 'manual' }),
    });
    uses.push(await explain(measured, name, async (db) => ask(await asking(db))));
  }
  for (const pipeline of Object.values<AnyPipeline>(PIPELINES)) {
    const params = paramsOf(pipeline, users, clock());
    const isWholeLog = 'rows' in pipeline.resultSize && pipeline.resultSize.rows === Number.POSITIVE_INFINITY;
    const run = async (db: Db) =>
      pipeline.scope === 'internal'
        ? firstRow(db, pipeline, params)
        : askByName({ ...one, engine: await uncachedEngine(db, clock) }, pipeline, withoutOwner(params));
    uses.push(await explain(measured, `pipeline ${pipeline.name}`, run, isWholeLog ? 'queryPlanner' : undefined));
  }
  return uses;
}

async function explain(
  { uri, db }: Measured,
  query: string,
  work: (own: Db) => Promise<unknown>,
  verbosity?: 'queryPlanner',
): Promise<IndexUse> {
  let milliseconds = Number.NaN;
  const timed = async (own: Db) => {
    const begun = performance.now();
    await work(own);
    milliseconds = performance.now() - begun;
  };
  const plans = await plansOf(uri, db.databaseName, timed, verbosity);
  return {
    query,
    indexes: [...new Set(plans.flatMap(({ indexes }) => indexes))].join(', '),
    documentsExamined: plans.reduce((sum, plan) => sum + plan.documentsExamined, 0),
    byIndex: plans.length > 0 && plans.every(({ scansCollection }) => !scansCollection),
    milliseconds,
  };
}

/** Has the command sent, and reads no more than it must. */
async function firstRow(db: Db, pipeline: AnyPipeline, params: object): Promise<void> {
  const repository = Reflect.get(createRepositories(db), pipeline.collection) as ReadRepositories['users'];
  const cursor = repository.run(pipeline as never, params as never);
  await cursor.next();
  await cursor.close();
}

function withoutOwner({ user_id, ...params }: { readonly [param: string]: unknown }): object {
  return params;
}
