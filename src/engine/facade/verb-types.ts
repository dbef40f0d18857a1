import type { EngineMethods } from './engine-methods.js';
import type { LearnerMethods } from './learner-methods.js';

/** The names of the verbs of a learner. */
export type LearnerVerbName = keyof LearnerMethods;

/** The names of the verbs of the engine. */
export type EngineVerbName = keyof EngineMethods;

/** The method of a verb. For a name that both have, that of the learner. */
type Method<Name> = Name extends LearnerVerbName ? LearnerMethods[Name] : Name extends EngineVerbName ? EngineMethods[Name] : never;

/**
 * The input type of a verb, by its name. For a verb that learner and engine both have, that of the learner.
 *
 * @example
 * const answer: InputOf<'recordAnswer'> = request.body;
 */
export type InputOf<Name extends LearnerVerbName | EngineVerbName> = NonNullable<Parameters<Method<Name>>[0]>;

/**
 * The result type of a verb, by its name. For a verb that learner and engine both have, that of the learner.
 *
 * @example
 * const shown = ({ next_review_date }: ResultOf<'recordAnswer'>) => next_review_date;
 */
export type ResultOf<Name extends LearnerVerbName | EngineVerbName> = Awaited<ReturnType<Method<Name>>>;
