import type { z } from 'zod';
import { parseInput } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
import type { CallControl, EngineContext } from './context.js';
import { applyInterventionInput, rateInterventionInput } from './inputs.js';
import { newEvent } from './new-event.js';
import { recordEvent } from './record-event.js';

export type ApplyInterventionInput = z.input<typeof applyInterventionInput>;
export type RateInterventionInput = z.input<typeof rateInterventionInput>;

/** Takes in that the tutor stepped in. The event's id is the intervention's, to rate it by. */
export async function applyIntervention(
  context: EngineContext,
  userId: string,
  value: ApplyInterventionInput,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly session_id: string }> {
  const where = 'applyIntervention';
  const input = parseInput(applyInterventionInput, value, where);
  const { event_id, session_id, occurred_at, metadata, ...intervention } = input;
  await recordEvent(
    context,
    { ...newEvent(context, userId, 'intervention', input, where), type: 'intervention', session_id, intervention },
    where,
    control,
  );
  return { intervention_id: event_id, session_id };
}

/** Takes in what a learner says an intervention was worth, 1 to 5. */
export async function rateIntervention(
  context: EngineContext,
  userId: string,
  value: RateInterventionInput,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly effectiveness_rating: number }> {
  const where = 'rateIntervention';
  const input = parseInput(rateInterventionInput, value, where);
  const { event_id, session_id, occurred_at, metadata, ...rating } = input;
  const applied = await context.repositories.learning_events.findOne({ user_id: userId, event_id: rating.intervention_id }, control);
  if (applied?.type !== 'intervention' || applied.session_id !== session_id) {
    throw new AdaptiveLearningError('not_found', `${where}: expected an intervention of this session, came an unknown intervention_id`, {
      where: `${where}.intervention_id`,
    });
  }
  await recordEvent(
    context,
    { ...newEvent(context, userId, 'intervention_rated', input, where), type: 'intervention_rated', session_id, rating },
    where,
    control,
  );
  return rating;
}
