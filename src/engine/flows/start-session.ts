import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { startSessionInput } from '../inputs.js';
import { accountRefusal } from '../recording/account-guard.js';
import { sessionDefaultsOf } from '../recording/automatic-session.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';

export type StartSessionInput = z.input<typeof startSessionInput>;

export interface StartedSession {
  readonly session_id: string;
  readonly started_at: Date;
  /** Where the session starts, 0 to 1: as asked for, or what the learner's DNA prefers. */
  readonly initial_difficulty_level: number;
}

/** Opens a session. With a session_id of the caller's own it may be sent again. */
export async function startSession(
  context: EngineContext,
  caller: Caller,
  value: StartSessionInput,
  control: CallControl,
): Promise<StartedSession> {
  const where = 'startSession';
  permit(caller, 'record', where);
  const input = parseInput(startSessionInput, value, where);
  const { session_id = randomUUID(), started_at, metadata, ...asked } = input;
  const { users } = context.repositories;
  const user = await readWithRetry(context, where, control, () => users.profileWithDna(caller.userId, control));
  const refusal = accountRefusal(user?.account_status, 'record', where);
  if (user === null || refusal !== undefined) throw refusal;
  const { initial_difficulty_level: preferred, ...day } = sessionDefaultsOf(context, user);
  const kept = user.preferences.privacy_settings.emotional_data_usage ? asked.initial_emotional_state : undefined;
  const event = await recordEvent(
    context,
    {
      event: {
        // The hash is over what the caller sent: the preferred difficulty may have moved by the time of a retry.
        ...newEvent(
          context,
          caller,
          'session_started',
          { ...asked, event_id: `session_started/${session_id}`, occurred_at: started_at, metadata },
          where,
          'started_at',
        ),
        type: 'session_started',
        session_id,
        session: {
          ...defined({ subject: asked.subject, planned_questions: asked.planned_questions, initial_emotional_state: kept }),
          session_type: asked.session_type,
          topics: asked.topics ?? [],
          learning_objectives: asked.learning_objectives ?? [],
          initial_difficulty_level: asked.initial_difficulty_level ?? preferred,
          device_type: asked.device_type ?? 'desktop',
          platform: asked.platform ?? 'web',
          ...day,
        },
      },
      timeChosen: started_at === undefined,
    },
    where,
    control,
  );
  return { session_id, started_at: event.occurred_at, initial_difficulty_level: event.session.initial_difficulty_level };
}
