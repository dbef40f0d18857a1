import type { OptionsOf } from '../../runtime/index.js';
import type { Caller, ManyCaller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import {
  type LearnerQueryName,
  type OwnPipelines,
  type PlatformQueryName,
  type QueryControl,
  type QueryParams,
  type QueryResultOf,
  runQuery,
} from '../queries/run-query.js';

const PAGE: OptionsOf<QueryControl> = {
  maxTimeMS: { sentence: 'The time limit on the server in milliseconds, ≥ 1.' },
  limit: { sentence: "The number of rows per page; the query's default if not given." },
  cursor: { sentence: '`next` of the previous page.' },
};

const RESULT = 'The rows, `as_of` (when they were read), and `next`, the `cursor` of the next page; null on the last page.';

export const queryLearner = learnerVerb({
  name: 'query',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: { takes: 'query' },
  control: PAGE,
  summary: 'Runs a named query about the learner: a pipeline with the scope `learner`.',
  details: "Params that are not given get defaults, such as the current time and the learner's time zone.",
  result: RESULT,
  errors: {
    invalid_input: 'an unknown query, or invalid params',
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: "const { rows } = await learner.query('user_progress_dashboard', {});",
  run: <Own extends OwnPipelines, Name extends LearnerQueryName<Own>>(
    context: EngineContext,
    { userId }: Caller,
    { name, params }: { readonly name: Name; readonly params: QueryParams<Name, Own> },
    control: QueryControl,
  ): Promise<QueryResultOf<Name, Own>> => runQuery(context, name, { userId, reach: 'all', params }, control),
});

export const queryAll = engineVerb({
  name: 'query',
  action: 'read_many',
  aboutMany: true,
  kind: 'read',
  input: { takes: 'query' },
  control: PAGE,
  summary: 'Runs a named query about many learners: a pipeline with the scope `platform`.',
  result: RESULT,
  errors: { invalid_input: 'an unknown query, or invalid params' },
  example: "const { rows } = await engine.query('hardest_concepts', {});",
  run: <Own extends OwnPipelines, Name extends PlatformQueryName<Own>>(
    context: EngineContext,
    { reach }: ManyCaller,
    { name, params }: { readonly name: Name; readonly params: QueryParams<Name, Own> },
    control: QueryControl,
  ): Promise<QueryResultOf<Name, Own>> => runQuery(context, name, { userId: undefined, reach, params }, control),
});
