/** What a module of a host's own is made of, and the types of what it adds to an engine. */
export type {
  CollectionReader,
  CoreEngine,
  CoreLearner,
  EngineModules,
  LearnerCalls,
  LearnerModules,
  Module,
  ModuleContext,
  ModuleFollower,
  ModuleJob,
  ModuleReach,
  ModuleRepositories,
  ModuleVerb,
  Reaction,
} from '../engine/index.js';
export { defineModule, engineVerb, learnerVerb, moduleFollower, moduleJob, modulePage, moduleReach, reaction } from '../engine/index.js';
export type { ModulePipeline } from '../pipelines/index.js';
export { definePipelineOf } from '../pipelines/index.js';
export type { DocumentChange } from '../repositories/index.js';
export type { FollowerRun, JobProgress, JoinedWrites, LogPage } from '../runtime/index.js';
export { inputSchema, NOTHING } from '../runtime/index.js';
export type { CollectionDeclaration, Content, DocumentOf, Migration } from '../schema/index.js';
export { defineCollection, fields, LIMITS, migration } from '../schema/index.js';
export type { Action, Actor, Caller, ReachingActor, Role } from '../security/index.js';
