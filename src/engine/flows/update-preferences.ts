import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { parseInput } from '../../collections/index.js';
import { type Caller, permit } from '../../security/index.js';
import { type CallControl, type EngineContext, patiently } from '../context.js';
import { updatePreferencesInput } from '../inputs.js';
import { changing } from '../recording/changing.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { unknownLearner } from '../recording/standing-of-account.js';
import { utcDayOf } from '../rolling-up/utc-day.js';

export type UpdatePreferencesInput = z.input<typeof updatePreferencesInput>;

/**
 * Changes the settings that are given and leaves the others; this is how a learner switches their emotions on and off.
 * Open sessions forget the current emotion when it is switched off.
 */
export async function updatePreferences(
  context: EngineContext,
  caller: Caller,
  value: UpdatePreferencesInput,
  control: CallControl,
): Promise<void> {
  const where = 'updatePreferences';
  permit(caller, 'change_preferences', where);
  const input = parseInput(updatePreferencesInput, value, where);
  const set: { [path: string]: unknown } = { updated_at: context.clock() };
  for (const [group, settings] of Object.entries(input)) {
    for (const [setting, choice] of Object.entries(settings ?? {})) {
      if (choice !== undefined) set[`preferences.${group}.${setting}`] = choice;
    }
  }
  const participates = input.privacy_settings?.analytics_participation;
  const owners = [learnerOwner(caller.userId), ...(participates === undefined ? [] : (['platform'] as const))];
  const change = () => context.repositories.users.updateOne({ user_id: caller.userId }, { set });
  const found = await changing(context, owners, () => patiently(context, where, control, change));
  if (!found) throw unknownLearner(where);
  if (participates !== undefined) await markUsageDays(context, caller, where, control);
  if (input.privacy_settings?.emotional_data_usage === false) await forgetEmotions(context, caller, where, control);
}

/** The next roll-up makes the days of the learner's sessions again: with the learner, or without. */
async function markUsageDays(context: EngineContext, { userId }: Caller, where: string, control: CallControl): Promise<void> {
  const { learning_sessions, platform_usage_days } = context.repositories;
  await patiently(context, where, control, async () => {
    const days = new Set<number>();
    for await (const { started_at } of learning_sessions.find({ user_id: userId }, { signal: control.signal, fields: ['started_at'] }))
      days.add(utcDayOf(started_at).getTime());
    const dates = [...days].map((day) => new Date(day));
    await platform_usage_days.markChanged(dates, context.clock(), { signal: control.signal });
  });
}

async function forgetEmotions(context: EngineContext, caller: Caller, where: string, control: CallControl): Promise<void> {
  const { learning_sessions } = context.repositories;
  const open = await patiently(context, where, control, () => learning_sessions.openWithEmotion(caller.userId, control).toArray());
  const now = context.clock();
  for (const { session_id } of open.filter((session) => session.started_at <= now)) {
    const input = { event_id: `consent_withdrawn/${session_id}/${now.getTime()}`, occurred_at: now };
    const event = { ...newEvent(context, caller, 'consent_withdrawn', input, where), type: 'consent_withdrawn' as const, session_id };
    await recordEvent(context, { event, timeChosen: true }, where, control);
  }
}
