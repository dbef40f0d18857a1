import { z } from 'zod';
import { conceptId, fields, parseInput } from '../../collections/index.js';
import { type ConceptMastery, conceptMasteryAt } from '../../learner/index.js';
import { type MasteryOrder, type MasteryPlace, masteryPlace } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import { cursorAfter, keyOfCursor, type PageKey } from '../asking/page-cursor.js';
import type { EngineContext } from '../context.js';
import { masteryInput } from '../list-inputs.js';
import { mapped, type Page, pageOf } from '../listing.js';
import { readEstimator } from '../read-estimator.js';
import { readLearnerNow } from '../read-learner-now.js';

export type MasteryInput = z.input<typeof masteryInput>;

const id = z.string().regex(/^[0-9a-f]{24}$/);

/** What a page of each order is gone on from. */
const PLACES: { readonly [Order in MasteryOrder]: z.ZodObject } = {
  name: z.strictObject({ subject: conceptId.shape.subject, topic: conceptId.shape.topic, concept: conceptId.shape.concept }),
  weakest: z.strictObject({ value: fields.unitInterval, id }),
  due: z.strictObject({ value: fields.instant, id }),
  recent: z.strictObject({ value: fields.instant, id }),
};

/** Mastery of a learner's concepts at an instant, with accuracy, times and the last answers. */
export async function readMastery(
  context: EngineContext,
  caller: Caller,
  value: MasteryInput,
  control: CallControl,
): Promise<Page<ConceptMastery>> {
  permit(caller, 'read', 'mastery');
  const { at, sort, limit, cursor, ...filter } = parseInput(masteryInput, value, 'mastery');
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
