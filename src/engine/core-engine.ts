import type { RoleAlone } from '../security/index.js';
import type { EngineMethods } from './facade/engine-methods.js';
import type { LearnerScope } from './learner-scope.js';

/** The part of an engine that modules call: the core's verbs. */
export interface CoreEngine extends EngineMethods {
  /** A handle for one learner, with the methods that the role may call. */
  readonly as: <R extends RoleAlone>(caller: { readonly userId: string; readonly role: R }) => LearnerScope<readonly [], R>;
}
