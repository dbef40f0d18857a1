import type { z } from 'zod';
import { type PipelineRows, TOPIC_ORDERS, type TopicOrder, userProgressDashboard } from '../../pipelines/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { LIST_SENTENCES, listShape } from '../list-inputs.js';
import { listingOf, type Page } from '../listing.js';
import { cursorAfter, keyOfCursor, type PageKey } from '../queries/page-cursor.js';
import { readLearnerNow } from '../read-learner-now.js';

export type TopicProgress = PipelineRows['user_progress_dashboard'];

const progressInput = inputSchema(
  'ProgressInput',
  {
    ...listShape,
    sort: userProgressDashboard.params.shape.sort,
  },
  {
    ...LIST_SENTENCES,
    sort: 'The order of the topics: by name, weakest first, earliest review first, or most recently practised first.',
  },
);

export const progress = learnerVerb({
  name: 'progress',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: progressInput.prefault({}),
  summary: "Lists the learner's progress by topic: all topics at once, or page by page.",
  result: 'The rows of the page, and `next`, the `cursor` of the next page; null on the last page.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: `const { rows } = await learner.progress({ subject: 'Algebra', sort: 'weakest', limit: 5 });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { at, limit, cursor, ...asked }: z.output<typeof progressInput>,
  control: CallControl,
): Promise<Page<TopicProgress>> {
  const { sort } = asked;
  const question = { verb: 'progress', user_id: caller.userId, at, ...asked };
  const key = keyOf(sort);
  const after = cursor === undefined ? undefined : keyOfCursor(cursor, key, rowKey(key), question, 'progress');
  const { masteredAbove, forgetting, names } = context.models;
  const instant = at ?? context.clock();
  const { rule } = await readLearnerNow(context, caller.userId, instant, 'progress', control);
  const params = {
    user_id: caller.userId,
    ...asked,
    at: instant,
    mastered_above: masteredAbove,
    ...rule,
    curve: forgetting.params.shape,
    retired: [...(names?.retired ?? [])],
  };
  const { rows, unreadable } = await listingOf(() => context.repositories.content_mastery.run(userProgressDashboard, params, control));
  const behind = after === undefined ? rows : rows.filter((row) => compare(row, after, sort) > 0);
  const shown = behind.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, unreadable, next: behind.length > shown.length && last !== undefined ? cursorAfter(last, key, question) : null };
}

/** The fields that a page is gone on from, in the order in which they decide. */
function keyOf(sort: TopicOrder): readonly (keyof TopicProgress)[] {
  return [...(Object.keys(TOPIC_ORDERS[sort]) as (keyof TopicProgress)[]), 'subject', 'topic'];
}

function rowKey(key: readonly (keyof TopicProgress)[]): z.ZodObject {
  return userProgressDashboard.row.pick(Object.fromEntries(key.map((field) => [field, true] as const)) as { subject: true; topic: true });
}

/** The order that the server lists topics in: texts by their bytes. */
function compare(row: TopicProgress, other: PageKey, sort: TopicOrder): number {
  const directions: { readonly [field: string]: 1 | -1 } = TOPIC_ORDERS[sort];
  for (const field of keyOf(sort)) {
    const order = compareValues(row[field], other[field]) * (directions[field] ?? 1);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
  return Number(a) - Number(b);
}
