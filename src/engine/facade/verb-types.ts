import type { EngineMethods } from './engine-methods.js';
import type { LearnerMethods } from './learner-methods.js';

/** What can be called on a learner. */
export type LearnerVerbName = keyof LearnerMethods;

/** What can be called on an engine. */
export type EngineVerbName = keyof EngineMethods;

/** The methods by the names of verbs; a name that both have is the learner's. */
type Method<Name> = Name extends LearnerVerbName ? LearnerMethods[Name] : Name extends EngineVerbName ? EngineMethods[Name] : never;

/**
 * What a verb takes, by its name; of a name that learner and engine both have, what the learner's takes.
 *
 * @example
 * const answer: InputOf<'recordAnswer'> = request.body;
 */
export type InputOf<Name extends LearnerVerbName | EngineVerbName> = NonNullable<Parameters<Method<Name>>[0]>;

/**
 * What a verb resolves to, by its name; of a name that learner and engine both have, what the learner's does.
 *
 * @example
 * const shown = ({ next_review_date }: ResultOf<'recordAnswer'>) => next_review_date;
 */
export type ResultOf<Name extends LearnerVerbName | EngineVerbName> = Awaited<ReturnType<Method<Name>>>;
