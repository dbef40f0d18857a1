export { ability } from './ability.js';
export { abilityDifficulty } from './ability-difficulty.js';
export { abilityEstimate, type SolvingEstimate } from './ability-estimate.js';
export { type AbilityModelParams, abilityModelDefaults } from './ability-model-params.js';
export type { AbilityBearing, ConceptAbility } from './concept-ability.js';
export { type KnownAbility, learnAbility } from './learn-ability.js';
export { ABILITY_SUBJECTS, initialLearnerAbility, type LearnerAbility, withLearner } from './learner-ability.js';
export type { NormalEstimate } from './normal-estimate.js';
