import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { type Caller, permit } from '../../security/index.js';
import { type CallControl, type EngineContext, patiently } from '../context.js';
import { updatePreferencesInput } from '../inputs.js';
import { unknownLearner } from '../recording/consent.js';

export type UpdatePreferencesInput = z.input<typeof updatePreferencesInput>;

/** Changes the settings that are given and leaves the others; this is how a learner switches their emotions on and off. */
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
  const change = () => context.repositories.users.updateOne({ user_id: caller.userId }, { set });
  const found = await patiently(context, where, control, change);
  if (!found) throw unknownLearner(where);
}
