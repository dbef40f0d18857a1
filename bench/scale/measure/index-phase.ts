import { createEngine } from 'adaptive-learning-engine';
import { createRepositories, type Repository } from 'adaptive-learning-engine/repositories';
import type { Db } from 'mongodb';
import type { z } from 'zod';
import { seededRandom } from '../../../src/algorithms/index.js';
import { plansOf } from '../../../test/support/explain.js';
import { learnerChoice } from './choose-learner.js';
import type { Measured } from './open-phase.js';
import { EVERY_PIPELINE, paramsOf } from './pipeline-params.js';
import { QUESTIONS } from './questions.js';

/** What the server says of how it answers a named query on this much data. */
export interface IndexUse {
  readonly query: string;
  readonly indexes: string;
  readonly documentsExamined: number;
  readonly byIndex: boolean;
}

/** Has the server explain each promise and each pipeline, carried out on the data; the whole log's only in plan. */
export async function measureIndexUse({ uri, db, clock, learners, seed }: Measured): Promise<IndexUse[]> {
  const random = seededRandom(seed);
  const choice = learnerChoice(learners, seed);
  const some = Array.from({ length: 30 }, () => choice.feeling(random));
  const [one] = some;
  if (one === undefined) throw new Error('Expected a database with learners');
  const explain = async (query: string, work: (own: Db) => Promise<unknown>, verbosity?: 'queryPlanner'): Promise<IndexUse> => {
    const plans = await plansOf(uri, db.databaseName, work, verbosity);
    return {
      query,
      indexes: [...new Set(plans.flatMap(({ indexes }) => indexes))].join(', '),
      documentsExamined: plans.reduce((sum, plan) => sum + plan.documentsExamined, 0),
      byIndex: plans.length > 0 && plans.every(({ scansCollection }) => !scansCollection),
    };
  };
  const uses: IndexUse[] = [];
  for (const { name, ask } of QUESTIONS) {
    uses.push(await explain(name, async (own) => ask({ engine: await createEngine({ db: own, clock }), identity: one, now: clock() })));
  }
  for (const pipeline of EVERY_PIPELINE) {
    const params = paramsOf(pipeline, some, clock());
    // One row is enough to have the command sent.
    const run = async (own: Db) => {
      const repository = createRepositories(own)[pipeline.collection] as unknown as Repository<z.ZodType>;
      const cursor = repository.run(pipeline, params as never);
      await cursor.next();
      await cursor.close();
    };
    const isEndless = 'rows' in pipeline.extent && pipeline.extent.rows === Number.POSITIVE_INFINITY;
    uses.push(await explain(`pipeline ${pipeline.name}`, run, isEndless ? 'queryPlanner' : undefined));
  }
  return uses;
}
