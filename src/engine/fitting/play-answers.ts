import { type AnswerLog, gradeFromRating, type Rating } from '../../algorithms/index.js';
import { type ConceptId, learningEvents } from '../../collections/index.js';
import {
  DEFAULT_ROLLOVER_HOUR,
  History,
  type IncomingAnswer,
  type IncomingOf,
  type LearnerModels,
  type Provenance,
} from '../../learner/index.js';

/** A gap after which an answer begins another sitting, in milliseconds. */
const SITTING_GAP_MS = 30 * 60_000;
const MIDDLE_DIFFICULTY = 0.5;

/**
 * What an engine of these models made of each answer of one learner, by the same fold that it records with. The log does not tell how long
 * answers took or what was felt, so none of it counts.
 *
 * @param from - the learner's first row, and `to` the one behind the last
 */
export function* playAnswers(
  log: AnswerLog,
  concepts: readonly ConceptId[],
  { from, to }: { readonly from: number; readonly to: number },
  models: LearnerModels,
): Generator<Provenance> {
  const history = new History(models);
  let session_id = '';
  for (let row = from; row < to; row += 1) {
    const at = log.at[row] as number;
    if (row === from || at - (log.at[row - 1] as number) > SITTING_GAP_MS) {
      session_id = `sitting ${row}`;
      history.add(startOf(row, at, session_id));
    }
    const { provenance } = history.add(answerOf(log, row, concepts[log.concept[row] as number] as ConceptId, session_id));
    if (provenance !== undefined) yield provenance;
  }
}

function answerOf(
  { at, day, rating, correct, item, items, difficulty }: AnswerLog,
  row: number,
  id: ConceptId,
  session_id: string,
): IncomingAnswer {
  const right = correct[row] === 1;
  const given = rating[row] as Rating;
  const item_id = items?.[item?.[row] ?? -1];
  const difficulty_level = difficulty?.[row] ?? Number.NaN;
  return {
    ...commonOf(`answer ${row}`, at[row] as number, session_id),
    type: 'answer',
    day: day[row] as number,
    offset_minutes: 0,
    answer: {
      ...id,
      ...(item_id === undefined ? {} : { item_id }),
      ...(Number.isNaN(difficulty_level) ? {} : { difficulty_level }),
      correct: right,
      score: right ? 1 : 0,
      rating: given,
      grade: gradeFromRating(given),
      response_time_seconds: 1,
    },
  };
}

function startOf(row: number, at: number, session_id: string): IncomingOf<'session_started'> {
  return {
    ...commonOf(`start ${row}`, at, session_id),
    type: 'session_started',
    session: {
      session_type: 'practice',
      topics: [],
      learning_objectives: [],
      initial_difficulty_level: MIDDLE_DIFFICULTY,
      device_type: 'desktop',
      platform: 'web',
      timezone: 'UTC',
      day_rollover_hour: DEFAULT_ROLLOVER_HOUR,
    },
  };
}

function commonOf(event_id: string, at: number, session_id: string) {
  const occurred = new Date(at);
  return {
    user_id: 'a learner',
    event_id,
    session_id,
    occurred_at: occurred,
    recorded_at: occurred,
    body_hash: '0'.repeat(64),
    schema_version: learningEvents.schemaVersion,
  };
}
