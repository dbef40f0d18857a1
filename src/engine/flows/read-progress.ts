import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { PIPELINES, TOPIC_ORDERS, type TopicOrder, type userProgressDashboard } from '../../pipelines/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { progressInput } from '../list-inputs.js';
import { listingOf, type Page } from '../listing.js';
import { cursorAfter, keyOfCursor, type PageKey } from '../queries/page-cursor.js';
import { readLearnerNow } from '../read-learner-now.js';

export type ProgressInput = z.input<typeof progressInput>;
export type TopicProgress = z.output<(typeof userProgressDashboard)['row']>;

/**
 * How far the learner has come, topic by topic. The topics are summed on the server and are no more than 5,000, so a page is cut from all of
 * them: every page costs what the first one does.
 */
export async function readProgress(
  context: EngineContext,
  caller: Caller,
  value: ProgressInput,
  control: CallControl,
): Promise<Page<TopicProgress>> {
  permit(caller, 'read', 'progress');
  const { at, limit, cursor, ...asked } = parseInput(progressInput, value, 'progress');
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
  const { rows, unreadable } = await listingOf(() =>
    context.repositories.content_mastery.run(PIPELINES.user_progress_dashboard, params, control),
  );
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
  return PIPELINES.user_progress_dashboard.row.pick(
    Object.fromEntries(key.map((field) => [field, true] as const)) as { subject: true; topic: true },
  );
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
