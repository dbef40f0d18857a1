import type { AnyPipeline } from '../../pipelines/index.js';
import type { AnyDeclaration } from '../../schema/index.js';
import type { Action, Role } from '../../security/index.js';
import type { ModuleFollower, ModuleJob } from './module-job.js';
import type { ModuleReach } from './module-reach.js';
import type { AnyEngineVerb, AnyLearnerVerb } from './module-verb.js';
import type { AnyReaction } from './reaction.js';

/** Something that an engine is extended by: all that is said of it stands here once. */
export interface Module<Name extends string = string> {
  /** What its verbs stand under: `learner.bookmarks`. Letters and digits, a small letter first. */
  readonly name: Name;
  /** What it is for, in one sentence. */
  readonly summary: string;
  /** Modules that must be given beside it, by their names. It may read and write their collections. */
  readonly requires?: readonly string[];
  /** Its collections, each under the name of its declaration. */
  readonly collections?: { readonly [collection: string]: { readonly name: string } };
  /** Its own actions, and the roles that may do each. Its verbs may also name actions of the core. */
  readonly policy?: { readonly [action: string]: readonly Role[] };
  /** Verbs of one learner: `learner.bookmarks.add(…)`. */
  readonly learner?: { readonly [verb: string]: AnyLearnerVerb };
  /** Verbs of the engine: `engine.bookmarks.mostMarked(…)`. */
  readonly engine?: { readonly [verb: string]: AnyEngineVerb };
  /** Pipelines that are asked by their names, as those of the core: `learner.query('bookmarks_by_topic', {})`. */
  readonly pipelines?: readonly AnyPipeline[];
  /** Jobs, each run by one process at a time as `<module>.<job>`: `engine.jobs.run('bookmarks.tidy')`. */
  readonly jobs?: { readonly [job: string]: ModuleJob | ModuleFollower };
  /** What it stores with the core's events, in their transaction. */
  readonly reactions?: { readonly [reaction: string]: AnyReaction };
  /** Which learners guardians and teachers reach, by what it stores. One module of an engine may say it, where the host does not. */
  readonly reach?: ModuleReach;
}

/** Refuses keys that nothing reads, and verbs whose action neither the module's policy nor the core's has. */
type Checked<M extends Module> = { readonly [Key in Exclude<keyof M, keyof Module>]: never } & {
  readonly [Whose in 'learner' | 'engine']?: { readonly [verb: string]: { readonly action: keyof M['policy'] | Action } };
};

/**
 * Declares a module. Its parts are checked when an engine is made with it.
 *
 * @example
 * export const bookmarks = () => defineModule({ name: 'bookmarks', summary: 'Concepts that a learner has marked.', collections: { bookmarks: declaration }, … });
 */
export function defineModule<const M extends Module>(module: M & Checked<M>): M {
  return Object.freeze(module);
}

/** The declarations of a module's collections. */
export function declarationsOf({ collections = {} }: Module): readonly AnyDeclaration[] {
  return Object.values(collections) as readonly object[] as readonly AnyDeclaration[];
}
