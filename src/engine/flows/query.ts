import type { OptionsOf } from '../../runtime/index.js';
import type { Actor, Caller } from '../../security/index.js';
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
  maxTimeMS: { sentence: 'How long the server may work on it, in milliseconds, 1 or more.' },
  limit: { sentence: 'Rows of a page; what the query usually gives if not given.' },
  cursor: { sentence: 'The `next` of the page before.' },
};

const RESULT = 'The rows, the instant that they are as of, and the `cursor` of the next page; null where there is none.';

export const queryLearner = learnerVerb({
  name: 'query',
  action: 'read',
  kind: 'read',
  input: { takes: 'query' },
  control: PAGE,
  summary: 'Runs a named query about the learner: one of the pipelines whose scope is `learner`.',
  details: 'What is not given is filled in: now, and the zone of the learner.',
  result: RESULT,
  errors: {
    invalid_input: 'a name that no pipeline has, and params that it does not take',
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: "const { rows } = await learner.query('user_progress_dashboard', {});",
  run: <Own extends OwnPipelines, Name extends LearnerQueryName<Own>>(
    context: EngineContext,
    { userId }: Caller,
    { name, params }: { readonly name: Name; readonly params: QueryParams<Name, Own> },
    control: QueryControl,
  ): Promise<QueryResultOf<Name, Own>> => runQuery(context, name, { userId, params }, control),
});

export const queryAll = engineVerb({
  name: 'query',
  action: 'read_all',
  kind: 'read',
  input: { takes: 'query' },
  control: PAGE,
  summary: 'Runs a named query about many learners: one of the pipelines whose scope is `platform`.',
  result: RESULT,
  errors: { invalid_input: 'a name that no pipeline has, and params that it does not take' },
  example: "const { rows } = await engine.query('hardest_concepts', {});",
  run: <Own extends OwnPipelines, Name extends PlatformQueryName<Own>>(
    context: EngineContext,
    _: Actor,
    { name, params }: { readonly name: Name; readonly params: QueryParams<Name, Own> },
    control: QueryControl,
  ): Promise<QueryResultOf<Name, Own>> => runQuery(context, name, { userId: undefined, params }, control),
});
