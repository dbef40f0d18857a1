import type { ContentMastery, LearningDna, LearningEvent, LearningSession } from '../collections/index.js';
import { foldDna } from './fold-dna.js';
import { difficultyOf, foldMastery, type IncomingAnswer, type Provenance } from './fold-mastery.js';
import { advance, foldSession, known } from './fold-session.js';
import { initialDna } from './initial-dna.js';
import { type LearnerModels, versionOf } from './models.js';
import { foldSessionAnswer } from './session-answer.js';
import { followed, startSession } from './session-start.js';

/** An event as it comes in: an answer does not yet say what the models make of it. */
export type IncomingEvent = Exclude<LearningEvent, { type: 'answer' }> | IncomingAnswer;

/** The documents that one event can touch; null where there is none yet, or where the event has no business with it. */
export interface Touched {
  readonly dna: LearningDna | null;
  readonly session: LearningSession | null;
  readonly mastery: ContentMastery | null;
  /** The session that started last before one that starts now. */
  readonly previous: LearningSession | null;
}

export interface Folded extends Touched {
  /** What the models made of an answer. */
  readonly provenance?: Provenance;
}

/**
 * What one event does to a learner's documents: the heart of the library. Recording, replay, import and simulation call this and nothing else,
 * so the stored state is the fold of the log by construction.
 *
 * Lists that keep their newest entries are appended to and never read, so that a caller may leave them empty.
 */
export function fold(documents: Touched, event: IncomingEvent, models: LearnerModels): Folded {
  switch (event.type) {
    case 'learner_created':
      return { ...documents, dna: initialDna(event) };
    case 'session_started':
      return { ...documents, session: startSession(event, documents.previous, models), previous: followed(documents.previous, event) };
    case 'answer':
      return foldAnswer(documents, event, models);
    case 'session_ended': {
      const session = foldSession(documents.session, event, models);
      return { ...documents, session, dna: documents.dna === null ? null : foldDna(documents.dna, session, event, models) };
    }
    default:
      return { ...documents, session: foldSession(documents.session, event, models) };
  }
}

function foldAnswer(documents: Touched, event: IncomingAnswer, models: LearnerModels): Folded {
  const session = known(documents.session, event);
  const { mastery, provenance, learnerState } = foldMastery(documents.mastery, event, session, models);
  const difficulty = difficultyOf(event, session);
  const practised = foldSessionAnswer(session, event, { provenance, difficulty, introduced: documents.mastery === null }, models);
  const predicted = { ...practised, predictor: { ...versionOf(models.predictor), state: learnerState } };
  return { ...documents, session: advance(predicted, event), mastery, provenance };
}
