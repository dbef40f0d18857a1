import { checkAll, invalidInput } from '../errors.js';
import { isInertData, isPlainObject, isWellFormed, plainOptions } from '../schema/index.js';
import { isAbortSignal } from './abort-signal.js';
import type { CallOptions } from './call-options.js';
import { isHostSession } from './host-transaction.js';
import type { UnreadableOptions } from './unreadable.js';

/** What an option takes, in words and as a test. */
interface Rule {
  readonly expected: string;
  fits(value: unknown): boolean;
}

const MILLISECONDS: Rule = {
  expected: 'a number of milliseconds > 0',
  fits: (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
};
const COUNT: Rule = { expected: 'a whole number from 1', fits: (value) => Number.isSafeInteger(value) && Number(value) >= 1 };

/** Every option that a call of a repository can have, once. */
const OPTIONS = {
  session: { expected: 'a session of the driver', fits: isHostSession },
  signal: { expected: 'an AbortSignal', fits: isAbortSignal },
  deadlineMs: MILLISECONDS,
  maxTimeMS: COUNT,
  reach: {
    expected: "'all' or a list of ids",
    fits: (value) => value === 'all' || (isInertData(value) && Array.isArray(value) && value.every((id) => typeof id === 'string')),
  },
  onUnreadable: { expected: 'a function', fits: (value) => typeof value === 'function' },
  unreadable: { expected: 'report or refuse', fits: (value) => value === 'report' || value === 'refuse' },
  fields: {
    expected: 'names of top-level fields',
    fits: (value) => isInertData(value) && Array.isArray(value) && value.every((field) => typeof field === 'string'),
  },
  last: { expected: 'an object of counts by path', fits: (value) => isInertData(value) && isPlainObject(value) },
  sort: { expected: 'an object of 1 and -1 by path', fits: (value) => isInertData(value) && isPlainObject(value) },
  limit: COUNT,
  batchSize: COUNT,
  index: { expected: 'the name of an index', fits: (value) => isWellFormed(value) && /^[^\0]+$/.test(value as string) },
} satisfies { readonly [Option in keyof (CallOptions & UnreadableOptions)]-?: Rule } & { readonly [option: string]: Rule };

/** What every call takes. */
const CALL = ['session', 'signal', 'deadlineMs', 'maxTimeMS', 'reach'] as const satisfies readonly (keyof CallOptions)[];
const UNREADABLE = ['onUnreadable', 'unreadable'] as const satisfies readonly (keyof UnreadableOptions)[];

/** Which options each kind of call takes. */
const TAKEN = {
  call: CALL,
  read: [...CALL, ...UNREADABLE],
  find: [...CALL, 'fields', 'last', 'sort', 'limit', 'batchSize', 'index', ...UNREADABLE],
  findPart: [...CALL, 'last', 'sort', 'limit', 'batchSize', 'index', ...UNREADABLE],
  findUndecoded: [...CALL, 'index', ...UNREADABLE],
  /** As the longest of them: a call hands its own on to its cursor. */
  cursor: [...CALL, 'fields', 'last', 'sort', 'limit', 'batchSize', 'index', ...UNREADABLE],
  run: [...CALL, 'batchSize', ...UNREADABLE],
} as const satisfies { readonly [kind: string]: readonly (keyof typeof OPTIONS)[] };

/** A kind of call, by the options that it takes. */
export type KindOfCall = keyof typeof TAKEN;

/**
 * Takes the options of a call, as a copy: a misspelt one would be passed over without a word.
 *
 * @param own further fields that stand among the options, which are not looked at
 * @throws AdaptiveLearningError `invalid_input` naming every option that this kind of call does not know, or else whose value does not fit
 */
export function takeOptions<Options extends object>(
  options: Options,
  kind: KindOfCall,
  where: string,
  own: readonly string[] = [],
): Options {
  const taken = plainOptions(options, own.length === 0 ? TAKEN[kind] : [...own, ...TAKEN[kind]], `${where}.options`);
  const odd = (Object.keys(taken) as (keyof typeof OPTIONS)[]).filter((option) => {
    const value: unknown = Reflect.get(taken, option);
    return value !== undefined && !own.includes(option) && !OPTIONS[option].fits(value);
  });
  if (odd.length > 0)
    checkAll(odd.map((option) => () => refuse(`${where}.${option}`, OPTIONS[option].expected, Reflect.get(taken, option))));
  return taken;
}

function refuse(where: string, expected: string, value: unknown): never {
  throw invalidInput(where, expected, value);
}
