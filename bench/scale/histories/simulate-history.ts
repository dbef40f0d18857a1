import { COLLECTIONS, type EventOf, type LearningEvent } from 'adaptive-learning-engine/collections';
import { learnerModels } from '../../../src/engine/models/settings.js';
import { withProvenance } from '../../../src/engine/recording/with-provenance.js';
import { assumedDna, History, type IncomingEvent } from '../../../src/learner/index.js';
import { bodyHash } from '../../../src/runtime/body-hash.js';
import type { HistoryShape } from './history-shape.js';
import { CREATED, learnerOf } from './placeholder-ids.js';
import { playSession } from './play-session.js';
import { sessionStarts } from './session-starts.js';
import { Student } from './student.js';

const MINUTE_MS = 60_000;

/** The models that an engine runs with when its host says nothing. */
export const DEFAULT_MODELS = learnerModels({});

/** A life as the engine would have recorded it: the log, and what the fold makes of it. */
export interface SimulatedHistory {
  readonly shape: HistoryShape;
  readonly createdAt: Date;
  readonly events: readonly LearningEvent[];
  readonly history: History;
}

const RECORDER = { provenance: 'short', models: DEFAULT_MODELS, activeModels: { chosen: DEFAULT_MODELS } } as const;

/**
 * Lives a life through the engine's own fold, so that its documents are what the engine would have stored.
 *
 * @param lastDay midnight in UTC before the day of the last session, in milliseconds
 */
export function simulateHistory(shape: HistoryShape, lastDay: number): SimulatedHistory {
  const history = new History(DEFAULT_MODELS);
  const events: LearningEvent[] = [];
  const record = (event: object) => {
    const incoming = { ...common(event), ...event } as IncomingEvent;
    events.push(withProvenance(RECORDER, incoming, history.add(incoming)));
  };
  const starts = sessionStarts(shape, lastDay);
  const createdAt = new Date((starts[0] ?? lastDay) - 5 * MINUTE_MS);
  record(created(createdAt));
  const student = new Student(shape, history);
  for (const [session, startsAt] of starts.entries()) playSession({ shape, student, session, startsAt, record });
  return { shape, createdAt, events, history };
}

/** What every event carries; it reached the engine at once. */
function common(event: object) {
  const { occurred_at, type } = event as { readonly occurred_at: Date; readonly type: string };
  return {
    user_id: learnerOf(),
    recorded_at: occurred_at,
    body_hash: bodyHash(type, event),
    schema_version: COLLECTIONS.learning_events.schemaVersion,
  };
}

function created(at: Date): Omit<EventOf<'learner_created'>, 'user_id' | 'body_hash'> {
  return {
    type: 'learner_created',
    event_id: CREATED,
    // As the engine does, so that any history can follow.
    occurred_at: new Date(0),
    recorded_at: at,
    recorded_by: { role: 'system' },
    dna: assumedDna(at),
    schema_version: COLLECTIONS.learning_events.schemaVersion,
  };
}
