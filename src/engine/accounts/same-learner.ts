import type { z } from 'zod';
import { type EventOf, type User, users } from '../../collections/index.js';
import { isEqual } from '../../repositories/index.js';
import { bodyHash } from '../../runtime/index.js';
import type { createLearnerInput } from './create-learner-input.js';

type Input = z.output<typeof createLearnerInput>;

/** What a pseudonymised account drops is personal: no hash covers it, since short texts can be found again by trying them. */
const PERSONAL = Object.entries(users.pseudonymised).flatMap(([path, how]) => (how === 'drop' ? [path] : []));
/** What only a verb of its own, or a host's login, changes afterwards. */
const LASTING: ReadonlySet<string> = new Set(['email', 'password_hash']);

/**
 * Names the input of a new learner. It covers settings and which personal fields were given; these stand in the account and are compared
 * there, and the image of the learner stands beside the hash in the log.
 */
export function learnerHash({ learning_dna, user_id, ...input }: Input): string {
  const given = leavesOf(input).map(([path]) => path);
  return bodyHash('learner_created', { input: without(input, ''), given: given.filter(isPersonal).sort() });
}

/**
 * True when a learner that is stored was made by the same input. Personal fields that were dropped since, by retention or by
 * `setEmail`, tell nothing; nor do a profile and metadata that were changed since.
 *
 * @param made the event that the input makes now
 * @param account null where the account is gone
 */
export function isSameLearner(
  known: EventOf<'learner_created'>,
  account: User | null,
  made: EventOf<'learner_created'>,
  { learning_dna = {}, ...input }: Input,
): boolean {
  if (known.body_hash !== made.body_hash) return false;
  for (const part of Object.keys(learning_dna) as (keyof typeof learning_dna)[]) {
    if (learning_dna[part] !== undefined && !isEqual(known.dna[part], learning_dna[part])) return false;
  }
  if (account === null) return true;
  const isUntouched = account.updated_at.getTime() === account.created_at.getTime();
  const stored = new Map(leavesOf(account));
  return leavesOf(input).every(([path, value]) => {
    if (!isPersonal(path) || !(isUntouched || LASTING.has(path))) return true;
    const there = stored.get(path);
    return there === undefined || isEqual(there, value);
  });
}

function isPersonal(path: string): boolean {
  return PERSONAL.some((personal) => path === personal || path.startsWith(`${personal}.`));
}

/** The fields of an account by their paths; lists and the host's own metadata are values. */
function leavesOf(value: object, above = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, field]): [string, unknown][] => {
    const path = above + key;
    if (field === undefined) return [];
    return isGroup(field) && path !== 'metadata' ? leavesOf(field, `${path}.`) : [[path, field]];
  });
}

function without(value: object, above: string): object {
  const kept = Object.entries(value).filter(([key]) => !isPersonal(above + key));
  return Object.fromEntries(kept.map(([key, field]) => [key, isGroup(field) ? without(field, `${above}${key}.`) : field]));
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
