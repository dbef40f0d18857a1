import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { attemptWrite, type CallControl, storeOne, unknownLearner, write } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { changedBy } from '../accounts/changed-by.js';
import { updatePreferencesInput } from '../accounts/preferences-input.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { utcDayOf } from '../rolling-up/utc-day.js';

export const updatePreferences = learnerVerb({
  name: 'updatePreferences',
  action: 'change_preferences',
  account: 'any',
  ownCheck: true,
  kind: 'call',
  input: updatePreferencesInput,
  joins: true,
  summary: 'Changes the given settings, such as the consent to use emotions, and keeps the rest.',
  details: 'Switching emotions off takes effect at once: nothing recorded afterwards stores or uses an emotion.',
  result: 'Nothing.',
  errors: {
    not_found: 'a learner without an account',
  },
  example: 'await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });',
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof updatePreferencesInput>,
  control: CallControl,
): Promise<void> {
  const where = 'updatePreferences';
  const now = context.clock();
  const withdrawn = input.privacy_settings?.emotional_data_usage === false ? { emotions_withdrawn_at: now } : {};
  const { set: changed, unset } = changedBy(caller, now);
  const set: { [path: string]: unknown } = { ...changed, ...withdrawn };
  for (const [group, settings] of Object.entries(input)) {
    for (const [setting, choice] of Object.entries(settings ?? {})) {
      if (choice !== undefined) set[`preferences.${group}.${setting}`] = choice;
    }
  }
  const participates = input.privacy_settings?.analytics_participation;
  const owners = [learnerOwner(caller.userId), ...(participates === undefined ? [] : (['platform'] as const))];
  const found = await write(context, { where, control, outdates: owners }, (fixed) =>
    storeOne(fixed, (options) => fixed.repositories.users.updateOne({ user_id: caller.userId }, { set, unset }, options)),
  );
  if (!found) throw unknownLearner(where);
  if (participates !== undefined) await markUsageDays(context, caller, where, control);
}

/** The next roll-up makes the days of the learner's sessions again: with the learner, or without. */
async function markUsageDays(context: EngineContext, { userId }: Caller, where: string, control: CallControl): Promise<void> {
  const { learning_sessions, platform_usage_days } = context.repositories;
  await attemptWrite(context, { where, control }, async () => {
    const days = new Set<number>();
    for await (const { started_at } of learning_sessions.find({ user_id: userId }, { signal: control.signal, fields: ['started_at'] }))
      days.add(utcDayOf(started_at).getTime());
    const dates = [...days].map((day) => new Date(day));
    await platform_usage_days.markChanged(dates, context.clock(), { signal: control.signal });
  });
}
