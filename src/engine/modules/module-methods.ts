import type { z } from 'zod';
import type { AnyPipeline } from '../../pipelines/index.js';
import type { CallControl, Job, WriteControl } from '../../runtime/index.js';
import type { Action, Role, RoleAlone, RolesFor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import type { Module } from './define-module.js';
import type { CollectionReader } from './module-context.js';

/** The modules of an engine. */
export type Modules = readonly Module[];

/** What a verb's row makes of its method. */
type MethodOf<Verb> = Verb extends { readonly input: infer Input; readonly run: (...args: never) => infer Result }
  ? Input extends z.ZodType
    ? undefined extends z.input<Input>
      ? (input?: z.input<Input>, control?: ControlOf<Verb>) => Result
      : (input: z.input<Input>, control?: ControlOf<Verb>) => Result
    : (control?: ControlOf<Verb>) => Result
  : never;

/** What stands beside the input: a session too, where the verb joins a transaction of the host's. */
type ControlOf<Verb> = Verb extends { readonly joins?: infer Joins }
  ? [true, false] extends [Joins, Exclude<boolean, Joins>]
    ? WriteControl
    : CallControl
  : CallControl;

/** The roles that may do an action of a module, or of the core. */
type RolesOf<Each, Act> = Act extends Action
  ? RolesFor<Act>
  : Each extends { readonly policy: infer Policy }
    ? RolesIn<Policy, Act>
    : never;
type RolesIn<Policy, Act> = Act extends keyof Policy ? (Policy[Act] extends readonly (infer R)[] ? R : never) : never;

/** The methods of those verbs that a role may call; of several roles, those that each of them may. */
type MethodsOf<Each, Verbs, R extends Role> = {
  readonly [Verb in keyof Verbs as Verbs[Verb] extends { readonly action: infer Act }
    ? [R] extends [RolesOf<Each, Act>]
      ? Verb
      : never
    : never]: MethodOf<Verbs[Verb]>;
};

/** What modules add to a learner: the verbs of each under its name. */
export type LearnerModules<M extends Modules, R extends Role = RoleAlone> = {
  readonly [Each in M[number] as Each extends { readonly learner: object } ? Each['name'] : never]: MethodsOf<Each, Each['learner'], R>;
};

/** What modules add to an engine, or to an actor: the verbs of each under its name. */
export type EngineModules<M extends Modules, R extends Role = Role> = {
  readonly [Each in M[number] as Each extends { readonly engine: object } ? Each['name'] : never]: MethodsOf<Each, Each['engine'], R>;
};

/** A learner with the verbs of the modules. */
export type WithLearnerModules<Scope, M extends Modules, R extends Role> = [M[number]] extends [never]
  ? Scope
  : Scope & LearnerModules<M, R>;

/** An engine or an actor with the verbs of the modules. */
export type WithEngineModules<Scope, M extends Modules, R extends Role> = [M[number]] extends [never] ? Scope : Scope & EngineModules<M, R>;

/** The pipelines of modules beside the host's own. */
export type WithModulePipelines<Own extends readonly AnyPipeline[], M extends Modules> = [M[number]] extends [never]
  ? Own
  : readonly (Own[number] | PipelinesOf<M[number]>)[];

type PipelinesOf<Each> = Each extends { readonly pipelines: readonly (infer Pipeline extends AnyPipeline)[] } ? Pipeline : never;

/** The collections of modules, by their names, for reads. */
export type ModuleRepositories<M extends Modules> = {
  readonly [Name in CollectionNames<M[number]>]: CollectionReader<SchemaNamed<M[number], Name>>;
};

type CollectionNames<Each> = Each extends { readonly collections: infer Collections } ? keyof Collections & string : never;

type SchemaNamed<Each, Name extends string> = Each extends {
  readonly collections: { readonly [Key in Name]: { readonly schema: infer Schema extends z.ZodType } };
}
  ? Schema
  : never;

/** Repositories with those of modules; as they are where there are none. */
export type WithModuleRepositories<Core, M extends Modules> = [M[number]] extends [never] ? Core : Core & ModuleRepositories<M>;

/** The jobs of modules, by the names that `engine.jobs` knows them by. */
export type ModuleJobs<M extends Modules> = {
  readonly [Name in JobNames<M[number]>]: Job<EngineContext, JobReport<M[number], Name>>;
};

type JobNames<Each> = Each extends { readonly name: infer Name extends string; readonly jobs: infer Jobs }
  ? `${Name}.${keyof Jobs & string}`
  : never;

type ReportOf<Row> = Row extends { readonly run: (...args: never) => Promise<infer Report> }
  ? Report
  : Row extends { readonly begin: (...args: never) => { report(recordedBefore: Date): infer Report } }
    ? Report
    : never;

type JobReport<Each, Name> = Each extends { readonly name: infer Module extends string; readonly jobs: infer Jobs }
  ? Name extends `${Module}.${infer Key extends keyof Jobs & string}`
    ? ReportOf<Jobs[Key]>
    : never
  : never;
