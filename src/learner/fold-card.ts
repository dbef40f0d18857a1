import { type CardMemory, forgettingCurveFromMemory, fsrsDefaults, fsrsFromCard, type JsonObject } from '../algorithms/index.js';
import { type ContentMastery, contentMastery, type EventOf } from '../collections/index.js';
import { conceptAbilityOf, freshConcept, isKnowledge } from './ability.js';
import { type DueDate, dueOn } from './due-date.js';
import { positionOf } from './event-order.js';
import { NO_EVIDENCE } from './mastery-evidence.js';
import { type KnowledgeChoice, type LearnerModels, modelsFor, type SchedulerChoice, versionOf } from './models.js';

type Adopted = EventOf<'card_adopted'>;

const DAY_MS = 86_400_000;

/** A card tells of no question, so of no difficulty either. */
const DEFAULT_DIFFICULTY = 0.5;

/** More successes in a row say no more: a model of knowledge without forgetting would be certain for ever. */
const SUCCESSES_AT_MOST = 5;

/**
 * What a card of another system does to what is believed of its concept: schedule and forgetting go on from the card. Knowledge begins with
 * the successes in a row that the card tells of, five at most, unless the learner has answered here before. A card that is older than the
 * last answer changes nothing: the log knows better.
 */
export function foldCard(mastery: ContentMastery | null, event: Adopted, allModels: LearnerModels): ContentMastery {
  const { card } = event;
  if (mastery !== null && mastery.mastery_tracking.last_practiced_date > card.last_review) return mastery;
  const models = modelsFor(allModels, card);
  const { scheduler, knowledge, predictor } = models;
  const memory = memoryOf(card);
  const { difficulty_level: hardness, ...around } = event.curriculum ?? { prerequisite_concepts: [], dependent_concepts: [] };
  const fresh = isKnowledge(models) ? freshConcept(models, hardness) : knowledge.model.initial(knowledge.params);
  const knowledgeState = mastery?.models.knowledge.state ?? knowledgeFrom(card, fresh, knowledge);
  const level = knowledge.model.mastery(knowledgeState as never, knowledge.params);
  const achieved = mastery?.mastery_tracking.mastery_achieved_date ?? (level > models.masteredAbove ? card.last_review : undefined);
  const { stability, difficulty } = fsrsFromCard(memory, fsrsDefaults);

  return {
    user_id: event.user_id,
    subject: card.subject,
    topic: card.topic,
    concept: card.concept,
    mastery_tracking: {
      current_mastery_level: level,
      mastery_confidence: knowledge.model.confidence(knowledgeState as never, knowledge.params),
      first_exposure_date: mastery?.mastery_tracking.first_exposure_date ?? card.last_review,
      last_practiced_date: card.last_review,
      last_practiced_day: card.last_review_day,
      ...(achieved === undefined ? {} : { mastery_achieved_date: achieved }),
    },
    learning_history: mastery?.learning_history ?? [],
    spaced_repetition_data: {
      repetition_interval_days: Math.max(0, (card.due.getTime() - card.last_review.getTime()) / DAY_MS),
      ...dueOf(card),
      review_history: mastery?.spaced_repetition_data.review_history ?? [],
      forgetting_curve_parameters: forgettingCurveFromMemory({ stability, difficulty }, models.forgetting.params),
    },
    ...(mastery?.suspended_at === undefined ? {} : { suspended_at: mastery.suspended_at }),
    prerequisite_relationships: mastery?.prerequisite_relationships ?? around,
    personalization_data: mastery?.personalization_data ?? {
      optimal_difficulty_level: DEFAULT_DIFFICULTY,
      effective_learning_strategies: [],
      emotional_associations: {},
      learning_style_effectiveness: {},
    },
    models: {
      scheduler: { ...versionOf(scheduler), state: scheduleFrom(memory, mastery, scheduler) },
      knowledge: { ...versionOf(knowledge), state: knowledgeState },
      forgetting: versionOf(models.forgetting),
      predictor: {
        ...versionOf(predictor),
        state:
          mastery?.models.predictor.state ??
          predictor.model.adopt?.(memory, predictor.params) ??
          predictor.model.initialConcept(predictor.params),
      },
    },
    ...(isKnowledge(models)
      ? {}
      : { ability: (mastery === null ? undefined : conceptAbilityOf(mastery)) ?? freshConcept(models, hardness) }),
    evidence: mastery?.evidence ?? NO_EVIDENCE,
    last_event: positionOf(event),
    revision: (mastery?.revision ?? -1) + 1,
    schema_version: contentMastery.schemaVersion,
  };
}

function memoryOf({ memory, last_review, last_review_day, due }: Adopted['card']): CardMemory {
  const when = { last_review: last_review.getTime(), due: due.getTime(), last_day: last_review_day };
  if (memory.kind === 'sm2') return { ...memory, ...when };
  const { repetitions, ...rest } = memory;
  return { ...rest, ...when, ...(repetitions === undefined ? {} : { repetitions }) };
}

/** A scheduler that takes over no cards, as a replay under another model may meet, goes on from what it knew. */
function scheduleFrom(memory: CardMemory, mastery: ContentMastery | null, { model, params }: SchedulerChoice) {
  return model.adopt?.(memory, params) ?? mastery?.models.scheduler.state ?? model.initial(params);
}

function knowledgeFrom(
  { memory, last_review, last_review_day: day }: Adopted['card'],
  fresh: JsonObject,
  { model, params }: KnowledgeChoice,
): JsonObject {
  const at = last_review.getTime();
  const successes = Math.min(SUCCESSES_AT_MOST, memory.repetitions ?? 1);
  let state = fresh;
  // No success in a row: the last answer was a failure.
  if (successes === 0) return model.update(state, { at, day, correct: false }, params);
  for (let n = 0; n < successes; n += 1) state = model.update(state, { at, day, correct: true }, params);
  return state;
}

function dueOf(card: Adopted['card']): DueDate {
  return card.due_day === undefined ? { next_review_date: card.due } : dueOn(card.due_day, card);
}
