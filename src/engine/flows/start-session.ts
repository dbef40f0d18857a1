import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { sessionStartBody } from '../../collections/index.js';
import { type CallControl, inputSchema, readWithRetry } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { accountRefusal } from '../recording/account-guard.js';
import { sessionDefaultsOf } from '../recording/automatic-session.js';
import { METADATA_SENTENCE, occurredAt } from '../recording/event-input.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';

const { shape } = sessionStartBody;

/** An opened session. */
export interface StartedSession {
  readonly session_id: string;
  readonly started_at: Date;
  /** Where the session starts, 0 to 1: as asked for, or what the learner's DNA prefers. */
  readonly initial_difficulty_level: number;
}

const startSessionInput = inputSchema(
  'StartSessionInput',
  {
    session_id: fields.sessionId.optional(),
    started_at: occurredAt,
    metadata: fields.metadata.optional(),
    session_type: shape.session_type,
    subject: shape.subject,
    topics: shape.topics.optional(),
    learning_objectives: shape.learning_objectives.optional(),
    initial_difficulty_level: shape.initial_difficulty_level.optional(),
    device_type: shape.device_type.optional(),
    platform: shape.platform.optional(),
    planned_questions: shape.planned_questions,
    initial_emotional_state: shape.initial_emotional_state,
  },
  {
    session_id:
      'Your id of the session, any text of 1 to 128 characters; made by the engine if not given. An offline device makes its own.',
    started_at: "When it began, from 2000 on and not in the future; the engine's clock if not given.",
    metadata: METADATA_SENTENCE,
    session_type: 'What kind of session it is.',
    subject: 'What the session is about; the subject of its first answer if not given.',
    topics: 'The topics that are planned, up to 50.',
    learning_objectives: 'What the learner is to reach in it, up to 50 sentences.',
    initial_difficulty_level: "Where the session starts, 0 (easy) to 1 (hard); what the learner's DNA prefers if not given.",
    device_type: 'The device; `desktop` if not given.',
    platform: 'The platform; `web` if not given.',
    planned_questions: 'How many questions are planned, 1 to 10,000.',
    initial_emotional_state: 'How the learner felt at the start; stored only where they allow it.',
  },
);

export const startSession = learnerVerb({
  name: 'startSession',
  action: 'record',
  kind: 'call',
  input: startSessionInput,
  summary: 'Opens a session.',
  details: 'With a `session_id` of your own it may be sent again.',
  result: 'The id of the session, when it began, and the difficulty that it starts with.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'an account that is not active',
    event_conflict: 'a `session_id` under which another session was opened',
  },
  example: `const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof startSessionInput>,
  control: CallControl,
): Promise<StartedSession> {
  const where = 'startSession';
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
