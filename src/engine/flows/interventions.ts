import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { applyInterventionInput, rateInterventionInput } from '../inputs.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';

export type ApplyInterventionInput = z.input<typeof applyInterventionInput>;
export type RateInterventionInput = z.input<typeof rateInterventionInput>;

/** Records that the tutor stepped in. The event's id is the intervention's, to rate it by. */
export async function applyIntervention(
  context: EngineContext,
  caller: Caller,
  value: ApplyInterventionInput,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly session_id: string }> {
  const where = 'applyIntervention';
  permit(caller, 'record', where);
  const input = parseInput(applyInterventionInput, value, where);
  const { event_id, session_id = SESSION_TO_FIND, occurred_at, metadata, ...intervention } = input;
  const applied = await recordEvent(
    context,
    {
      event: { ...newEvent(context, caller, 'intervention', input, where), type: 'intervention', session_id, intervention },
      timeChosen: occurred_at === undefined,
      sessionChosen: session_id === SESSION_TO_FIND,
    },
    where,
    control,
  );
  return { intervention_id: event_id, session_id: applied.session_id };
}

/** Records what a learner says an intervention was worth, 1 to 5. */
export async function rateIntervention(
  context: EngineContext,
  caller: Caller,
  value: RateInterventionInput,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly effectiveness_rating: number }> {
  const where = 'rateIntervention';
  permit(caller, 'record', where);
  const input = parseInput(rateInterventionInput, value, where);
  const { event_id, session_id = SESSION_TO_FIND, occurred_at, metadata, ...rating } = input;
  const common = newEvent(context, caller, 'intervention_rated', input, where);
  const { learning_events } = context.repositories;
  const applied = await readWithRetry(context, where, control, () =>
    learning_events.findOne({ user_id: caller.userId, event_id: rating.intervention_id }, control),
  );
  if (applied?.type !== 'intervention' || (session_id !== SESSION_TO_FIND && applied.session_id !== session_id)) {
    throw new AdaptiveLearningError('not_found', `${where}: expected an intervention of this session, got an unknown intervention_id`, {
      where: `${where}.intervention_id`,
    });
  }
  // In the order of history it would find nothing to rate.
  if (occurred_at !== undefined && occurred_at < applied.occurred_at)
    throw invalidInput(`${where}.occurred_at`, "a time from the intervention's own on", common.occurred_at);
  const event = { ...common, type: 'intervention_rated' as const, session_id: applied.session_id, rating };
  const sent = { event, timeChosen: occurred_at === undefined, notBefore: applied.occurred_at };
  await recordEvent(context, sent, where, control);
  return rating;
}
