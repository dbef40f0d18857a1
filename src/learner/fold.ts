import type { ContentMastery, LearningDna, LearningSession } from '../collections/index.js';
import { abilityOf } from './ability.js';
import { answerNow, cardNow } from './event-concept.js';
import { type EventDay, eventDay } from './event-day.js';
import { foldCard } from './fold-card.js';
import { foldChange } from './fold-change.js';
import { foldDna } from './fold-dna.js';
import { difficultyOf, foldMastery } from './fold-mastery.js';
import { advance, foldSession, known } from './fold-session.js';
import type { IncomingAnswer, IncomingEvent } from './incoming-event.js';
import { initialDna } from './initial-dna.js';
import { type LearnerModels, versionOf } from './models.js';
import type { Provenance } from './provenance.js';
import { foldSessionAnswer } from './session-answer.js';
import { followed, startSession } from './session-start.js';
import { studied } from './study-time.js';

/** The documents that an event can change; null if a document does not exist yet or the event does not affect it. */
export interface AffectedDocuments {
  readonly dna: LearningDna | null;
  readonly session: LearningSession | null;
  readonly mastery: ContentMastery | null;
  /** The previous session, for an event that starts a session. */
  readonly previous: LearningSession | null;
}

export interface Folded extends AffectedDocuments {
  /** The models' results for an answer. */
  readonly provenance?: Provenance;
  /** The learner's day of the event, if it belongs to a session. */
  readonly eventDay?: EventDay;
}

/**
 * What one event does to a learner's documents: the heart of the library. Recording, replay, import and simulation call this and nothing else,
 * so the stored state is the fold of the log by construction.
 *
 * Lists that keep their newest entries are appended to and never read, so that a caller may leave them empty.
 */
export function fold(documents: AffectedDocuments, event: IncomingEvent, models: LearnerModels): Folded {
  switch (event.type) {
    case 'learner_created':
      return { ...documents, dna: initialDna(event) };
    case 'card_adopted':
      return { ...documents, mastery: foldCard(documents.mastery, cardNow(event, models), models) };
    case 'review_rescheduled':
    case 'concept_reset':
    case 'concept_suspended':
    case 'concept_resumed':
      return { ...documents, mastery: foldChange(documents.mastery, event) };
    case 'answer_undone':
      // What it takes back is left out by the history that meets the answer next: it changes nothing by itself.
      return { ...documents, eventDay: eventDay(event, known(documents.session, event)) };
    case 'session_started': {
      const day = eventDay(event, event.session);
      const session = startSession(event, day, documents.previous, models);
      return { ...documents, session, previous: followed(documents.previous, event), eventDay: day };
    }
    case 'answer':
      return foldAnswer(documents, answerNow(event, models), models);
    case 'session_ended': {
      const open = known(documents.session, event);
      const day = eventDay(event, open);
      const session = foldSession(studied(open, event, day, models), event, models);
      const dna = documents.dna === null ? null : foldDna(documents.dna, session, event, models);
      return { ...documents, session, dna, eventDay: day };
    }
    default: {
      const open = known(documents.session, event);
      const day = eventDay(event, open);
      return { ...documents, session: foldSession(studied(open, event, day, models), event, models), eventDay: day };
    }
  }
}

function foldAnswer(documents: AffectedDocuments, event: IncomingAnswer, models: LearnerModels): Folded {
  const session = known(documents.session, event);
  const day = eventDay(event, session);
  const { mastery, provenance, learnerState, learnerAbility } = foldMastery(documents.mastery, { ...event, ...day }, session, models);
  const difficulty = difficultyOf(event, session);
  const practised = foldSessionAnswer(session, event, { provenance, difficulty, introduced: documents.mastery === null }, models);
  const predicted = {
    ...practised,
    predictor: { ...versionOf(models.predictor), state: learnerState },
    ability: { ...versionOf(abilityOf(models)), state: learnerAbility },
  };
  return { ...documents, session: advance(studied(predicted, event, day, models), event), mastery, provenance, eventDay: day };
}
