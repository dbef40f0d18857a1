export { type Credit, type CreditParams, creditDefaults, levelsWithCredit, propagateCredit } from './credit.js';
export {
  type Blocker,
  blockedBy,
  type FringeConcept,
  type MasteryLevels,
  outerFringe,
  readiness,
} from './outer-fringe.js';
export {
  buildPrerequisiteGraph,
  type Prerequisite,
  type PrerequisiteGraph,
  type PrerequisiteNode,
  prerequisiteGraphSteps,
} from './prerequisite-graph.js';
