import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { dueWithin, type MasteryAt, masteryAt, studiedIn } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { dueReviewsInput } from '../inputs.js';
import { firstOf, type Listing, mapped } from '../listing.js';
import { readEstimator } from '../read-estimator.js';
import { readLearnerNow } from '../read-learner-now.js';

export type DueReviewsInput = z.input<typeof dueReviewsInput>;

/**
 * The concepts whose review is due, or with `within: 'today'` all that are to review today, those due longest first, each with what is
 * left of it.
 */
export async function dueReviews(
  context: EngineContext,
  caller: Caller,
  value: DueReviewsInput,
  control: CallControl,
): Promise<Listing<MasteryAt>> {
  const where = 'dueReviews';
  permit(caller, 'read', where);
  const { at = context.clock(), subject, limit, within } = parseInput(dueReviewsInput, value, where);
  const now = await readLearnerNow(context, caller.userId, at, where, control);
  const by = dueWithin(now, within);
  const due = await firstOf(
    limit,
    (most) => context.repositories.content_mastery.due(caller.userId, { ...control, ...by, subject, limit: most }),
    studiedIn(context.models),
  );
  const judge = await readEstimator(context, caller.userId, at, control);
  return mapped(due, { where, signal: control.signal }, (mastery) => masteryAt(mastery, now, judge));
}
