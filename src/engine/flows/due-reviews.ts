import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { endOfLearnerDay, type MasteryAt, masteryAt } from '../../learner/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { dueReviewsInput } from '../inputs.js';
import { unknownLearner } from '../recording/consent.js';

export type DueReviewsInput = z.input<typeof dueReviewsInput>;

/** The concepts whose review is due, longest overdue first, each with what is left of it. */
export async function dueReviews(
  context: EngineContext,
  caller: Caller,
  value: DueReviewsInput,
  control: CallControl,
): Promise<MasteryAt[]> {
  const where = 'dueReviews';
  permit(caller, 'read', where);
  const { at = context.clock(), subject, limit, within } = parseInput(dueReviewsInput, value, where);
  const until = within === 'today' ? await endOfToday(context, caller, at, where, control) : at;
  const due = await context.repositories.content_mastery.due(caller.userId, { ...control, at: until, subject, limit }).toArray();
  return due.map((mastery) => masteryAt(mastery, at, context.models.forgetting.params));
}

async function endOfToday(context: EngineContext, { userId }: Caller, at: Date, where: string, control: CallControl): Promise<Date> {
  const user = await context.repositories.users.findOne({ user_id: userId }, { ...control, fields: ['profile'] });
  if (user === null) throw unknownLearner(where);
  return endOfLearnerDay(at, user.profile.timezone, user.profile.day_rollover_hour);
}
