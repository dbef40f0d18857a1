import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { type ConceptMastery, conceptMasteryAt } from '../../learner/index.js';
import { MASTERY_ORDERS, type MasteryOrder, type MasteryPlace, masteryPlace } from '../../repositories/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { LIST_SENTENCES, listShape } from '../list-inputs.js';
import { mapped, type Page, pageOf } from '../listing.js';
import { cursorAfter, keyOfCursor, type PageKey } from '../queries/page-cursor.js';
import { readEstimator } from '../read-estimator.js';
import { readLearnerNow } from '../read-learner-now.js';

const masteryInput = inputSchema(
  'MasteryInput',
  { ...listShape, sort: z.enum(MASTERY_ORDERS).default('name') },
  {
    ...LIST_SENTENCES,
    sort: '`name`: by subject, topic and concept; `weakest`: lowest `mastery_level` first; `due`: earliest review first; `recent`: most recently practised first.',
  },
);

const id = z.string().regex(/^[0-9a-f]{24}$/);

/** What a page of each order is gone on from. */
const PLACES: { readonly [Order in MasteryOrder]: z.ZodObject } = {
  name: z.strictObject({ subject: conceptId.shape.subject, topic: conceptId.shape.topic, concept: conceptId.shape.concept }),
  weakest: z.strictObject({ value: fields.unitInterval, id }),
  due: z.strictObject({ value: fields.instant, id }),
  recent: z.strictObject({ value: fields.instant, id }),
};

export const mastery = learnerVerb({
  name: 'mastery',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: masteryInput.prefault({}),
  summary: "Lists the learner's concepts with mastery, accuracy, times, interval and last answers: all at once, or page by page.",
  details:
    '`mastery_level` is the mastery after the last practice: with the default knowledge model `ability`, the probability of solving a question of average difficulty. `retained_mastery` is the mastery at the instant `at`. If a concept is practised between two page reads, it may be on both pages or on neither, unless the order is by name.',
  result: 'The rows of the page, and `next`, the `cursor` of the next page; null on the last page.',
  errors: { not_found: 'a learner without an account', access_denied: 'a deleted account' },
  example: `const weak = await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20 });
const more = weak.next === null ? undefined : await learner.mastery({ subject: 'Algebra', sort: 'weakest', limit: 20, cursor: weak.next });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { at, sort, limit, cursor, ...filter }: z.output<typeof masteryInput>,
  control: CallControl,
): Promise<Page<ConceptMastery>> {
  const question = { verb: 'mastery', user_id: caller.userId, at, sort, ...filter };
  const key = Object.keys(PLACES[sort].shape);
  const after =
    cursor === undefined
      ? undefined
      : ({ sort, ...keyOfCursor(cursor, key, PLACES[sort], question, 'mastery') } as unknown as MasteryPlace);
  const asOf = at ?? context.clock();
  const now = await readLearnerNow(context, caller.userId, asOf, 'mastery', control);
  const { content_mastery } = context.repositories;
  const judge = await readEstimator(context, caller.userId, asOf, control);
  const page = await pageOf(
    limit,
    (most) => content_mastery.lookup(caller.userId, { ...control, ...filter, sort, after, limit: most }),
    (row) => cursorAfter(masteryPlace(sort, row) as unknown as PageKey, key, question),
  );
  const call = { where: 'mastery', signal: control.signal };
  const shown = await mapped(page, call, (entry) => conceptMasteryAt(entry, now, judge));
  return { ...shown, next: page.next };
}
