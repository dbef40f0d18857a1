import {
  type AbilityModelParams,
  ability,
  abilityDifficulty,
  abilityEstimate,
  abilityModelDefaults,
  type ConceptAbility,
  initialLearnerAbility,
  type KnowledgeModel,
  type KnownAbility,
  type LearnerAbility,
  type SolvingEstimate,
  withLearner,
} from '../algorithms/index.js';
import type { ConceptId, ContentMastery, LearningSession, ShownMastery } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import type { LearnerModels } from './models.js';

/** The estimate of ability with the parameters that it runs under. */
export interface AbilityChoice {
  readonly model: KnowledgeModel<ConceptAbility, AbilityModelParams>;
  readonly params: AbilityModelParams;
  readonly paramsVersion: string;
}

const DEFAULT_CHOICE: AbilityChoice = { model: ability, params: abilityModelDefaults, paramsVersion: 'default' };

/** Whether mastery is the ability itself. Beside another knowledge model abilities are estimated too: difficulties follow from them. */
export function isKnowledge({ knowledge }: Pick<LearnerModels, 'knowledge'>): boolean {
  return (knowledge.model as unknown) === ability;
}

/** The estimate of ability: the host's where it is the knowledge model, the default one beside another. */
export function abilityOf(models: Pick<LearnerModels, 'knowledge'>): AbilityChoice {
  return isKnowledge(models) ? (models.knowledge as unknown as AbilityChoice) : DEFAULT_CHOICE;
}

/** What is kept of a learner as a whole before their first session. */
export function initialAbility(models: Pick<LearnerModels, 'knowledge'>): LearnerAbility {
  return initialLearnerAbility(abilityOf(models).params);
}

type AbilityKept = Pick<ShownMastery, 'models' | 'ability'>;

/** What is kept of a learner's ability in one concept; nothing in a document from before it was kept. */
export function conceptAbilityOf(mastery: AbilityKept): ConceptAbility | undefined {
  const { knowledge } = mastery.models;
  return (knowledge.name === ability.name ? knowledge.state : mastery.ability) as ConceptAbility | undefined;
}

/**
 * A concept that a learner has not met.
 *
 * @param difficulty - as the curriculum has it
 * @param concept - which one: a fit may have found how easy it is; left out where the models are those of the concept already
 */
export function freshConcept(
  models: Pick<LearnerModels, 'knowledge'>,
  difficulty: number | undefined,
  concept?: ConceptId,
): ConceptAbility {
  const { params } = abilityOf(models);
  const own = concept === undefined || !isKnowledge(models) ? undefined : models.knowledge.paramsByConcept?.get(conceptKey(concept));
  const fresh = ability.initial((own as AbilityModelParams | undefined) ?? params);
  return difficulty === undefined ? fresh : { ...fresh, difficulty };
}

/** What was kept of a concept, with how easy it is by the fit that is served now. */
function withEase({ ease: _, ...kept }: ConceptAbility, { concept_ease: ease }: AbilityModelParams): ConceptAbility {
  return ease === null ? kept : { ...kept, ease };
}

/** What is known of a learner before an answer, in general and in its concept. */
export function knownAbility(
  mastery: ContentMastery | null,
  { subject, difficulty }: { readonly subject: string; readonly difficulty: number | undefined },
  session: LearningSession,
  models: LearnerModels,
): KnownAbility {
  const learner = session.ability?.state ?? initialAbility(models);
  const kept = mastery === null ? undefined : conceptAbilityOf(mastery);
  const { params } = abilityOf(models);
  const concept = withLearner(kept === undefined ? freshConcept(models, difficulty) : withEase(kept, params), learner, subject, params);
  return { learner, concept };
}

/** The same with what is now known of the learner elsewhere. */
export function toLearner(
  concept: ConceptAbility,
  subject: string,
  { learner, models }: { readonly learner: LearnerAbility | null; readonly models: Pick<LearnerModels, 'knowledge'> },
): ConceptAbility {
  return learner === null ? concept : withLearner(concept, learner, subject, abilityOf(models).params);
}

/** How hard a question should be for the learner to succeed as often as is aimed at. */
export function fittingDifficulty(
  concept: ConceptAbility,
  elapsedDays: number,
  models: Pick<LearnerModels, 'knowledge' | 'targetSuccess'>,
): number {
  return abilityDifficulty(concept, { success: models.targetSuccess, elapsedDays }, abilityOf(models).params);
}

/** A learner's estimated ability and a suitable difficulty. */
export interface AbilityNow extends SolvingEstimate {
  /** The question difficulty at which the learner succeeds with the probability `targetSuccess`, 0 to 1. */
  readonly target_difficulty: number;
}

/** What ability is asked of. */
export interface AbilityAsked {
  /** Undefined for the learner in general. */
  readonly subject: string | undefined;
  /** Of a concept; null for one that was never practised, or for none. */
  readonly mastery: Pick<ShownMastery, 'models' | 'ability'> | null;
  /** Since the concept was practised last. */
  readonly elapsedDays: number;
  /** Of a concept that was never practised, as the curriculum has it; and which one it is. */
  readonly difficulty: number | undefined;
  readonly concept: ConceptId | undefined;
}

/** How able a learner is in general, in a subject, or in a concept of it. */
export function abilityNow(
  { subject, mastery, elapsedDays, difficulty, concept: id }: AbilityAsked,
  judge: { readonly learner: LearnerAbility | null; readonly models: Pick<LearnerModels, 'knowledge' | 'targetSuccess'> },
): AbilityNow {
  const { models, learner } = judge;
  const concept = (mastery === null ? undefined : conceptAbilityOf(mastery)) ?? freshConcept(models, difficulty, id);
  const known = toLearner(concept, subject ?? '', { models, learner: learner ?? initialAbility(models) });
  return {
    ...abilityEstimate(known, elapsedDays, abilityOf(models).params),
    target_difficulty: fittingDifficulty(known, elapsedDays, models),
  };
}
