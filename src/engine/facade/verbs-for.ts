import type { Role } from '../../security/index.js';

/** The verbs of a table that a role may call; of several roles, those that each of them may. */
export type VerbsFor<Roles, R extends Role> = { [Name in keyof Roles]: [R] extends [Roles[Name]] ? Name : never }[keyof Roles];
