import type { z } from 'zod';
import { interventionBody, interventionRatingBody } from '../../collections/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { type CallControl, inputSchema, readWithRetry } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { EVENT_SENTENCES, eventShape } from '../recording/event-input.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';

const applyInterventionInput = inputSchema(
  'ApplyInterventionInput',
  {
    ...eventShape,
    ...interventionBody.shape,
  },
  {
    ...EVENT_SENTENCES,
    intervention_type: 'Your name for the kind of intervention.',
    reason: 'The reason for the intervention.',
  },
);

export const applyIntervention = learnerVerb({
  name: 'applyIntervention',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: applyInterventionInput,
  joins: true,
  summary: 'Records an intervention by the tutor.',
  result: 'The id of the intervention, for `rateIntervention`, and the session.',
  errors: {
    not_found: 'a learner or session that does not exist',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
    outside_session: 'an event before its session began or after it ended',
  },
  example: `const { intervention_id } = await learner.applyIntervention({ event_id: 'help-1', intervention_type: 'hint', reason: 'three wrong answers' });`,
  run: apply,
});

async function apply(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof applyInterventionInput>,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly session_id: string }> {
  const where = 'applyIntervention';
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

const rateInterventionInput = inputSchema(
  'RateInterventionInput',
  {
    ...eventShape,
    ...interventionRatingBody.shape,
  },
  {
    ...EVENT_SENTENCES,
    intervention_id: 'The `event_id` of the intervention.',
    effectiveness_rating: 'How helpful it was, 1 (not at all) to 5 (very).',
  },
);

export const rateIntervention = learnerVerb({
  name: 'rateIntervention',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: rateInterventionInput,
  joins: true,
  summary: "Records the learner's rating of an intervention.",
  result: 'The intervention and its rating.',
  errors: {
    not_found: 'an intervention that is not in the session',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
    outside_session: 'an event before its session began or after it ended',
    invalid_input: 'a time before the intervention',
  },
  example: `await learner.rateIntervention({ event_id: 'rating-1', intervention_id, effectiveness_rating: 4 });`,
  run: rate,
});

async function rate(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof rateInterventionInput>,
  control: CallControl,
): Promise<{ readonly intervention_id: string; readonly effectiveness_rating: number }> {
  const where = 'rateIntervention';
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
    throw invalidInput(`${where}.occurred_at`, 'a time not before the intervention', common.occurred_at);
  const event = { ...common, type: 'intervention_rated' as const, session_id: applied.session_id, rating };
  const sent = { event, timeChosen: occurred_at === undefined, notBefore: applied.occurred_at };
  await recordEvent(context, sent, where, control);
  return rating;
}
