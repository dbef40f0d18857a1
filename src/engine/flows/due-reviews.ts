import type { z } from 'zod';
import { parseInput, type ShownMastery } from '../../collections/index.js';
import { endOfLearnerDay, type MasteryAt, masteryAt } from '../../learner/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { dueReviewsInput } from '../inputs.js';
import { firstOf, type Listing, mapped } from '../listing.js';
import { unknownLearner } from '../recording/consent.js';

/** More than is ever left of a learner's day: clocks are set by an hour or so, and calendars have left out one day at most. */
const LONGEST_DAY_MS = 2 * 86_400_000;

export type DueReviewsInput = z.input<typeof dueReviewsInput>;

/** The concepts whose review is due, longest overdue first, each with what is left of it. */
export async function dueReviews(
  context: EngineContext,
  caller: Caller,
  value: DueReviewsInput,
  control: CallControl,
): Promise<Listing<MasteryAt>> {
  const where = 'dueReviews';
  permit(caller, 'read', where);
  const { at = context.clock(), subject, limit, within } = parseInput(dueReviewsInput, value, where);
  const dueBy = async (until: Date) =>
    firstOf(limit, (most) => context.repositories.content_mastery.due(caller.userId, { ...control, at: until, subject, limit: most }));
  const due = within === 'today' ? await dueToday(context, caller, { at, where }, control, dueBy) : await dueBy(at);
  return mapped(due, (mastery) => masteryAt(mastery, at, context.models.forgetting.params));
}

/** Asked at once with where the learner lives: up to when no day lasts longer, and what comes after theirs left out. */
async function dueToday(
  context: EngineContext,
  caller: Caller,
  { at, where }: { readonly at: Date; readonly where: string },
  control: CallControl,
  dueBy: (until: Date) => Promise<Listing<ShownMastery>>,
): Promise<Listing<ShownMastery>> {
  const [until, due] = await Promise.all([endOfToday(context, caller, at, where, control), dueBy(new Date(at.getTime() + LONGEST_DAY_MS))]);
  return { ...due, rows: due.rows.filter(({ spaced_repetition_data }) => spaced_repetition_data.next_review_date <= until) };
}

async function endOfToday(context: EngineContext, { userId }: Caller, at: Date, where: string, control: CallControl): Promise<Date> {
  const user = await context.repositories.users.findOne({ user_id: userId }, { ...control, fields: ['profile'] });
  if (user === null) throw unknownLearner(where);
  return endOfLearnerDay(at, user.profile.timezone, user.profile.day_rollover_hour);
}
