export type { AnswerLog } from './answer-log.js';
export type { ConceptFit, FitControl, FittedModel, Fitter, LeftOutConcept } from './fitter.js';
