import { z } from 'zod';
import { EVENT_TYPES, ROLES } from '../../collections/index.js';
import { AdaptiveLearningError, checkAll, invalidInput } from '../../errors.js';
import { type AnyDeclaration, checkKeys } from '../../schema/index.js';
import { isAction, type Role } from '../../security/index.js';
import { declarationsOf, type Module } from './define-module.js';
import type { ModuleFollower, ModuleJob } from './module-job.js';
import type { ModuleReach } from './module-reach.js';
import type { AnyEngineVerb, AnyLearnerVerb } from './module-verb.js';
import { requiredCircle } from './order-modules.js';

/** What the engine has already. */
export interface Taken {
  /** Names on an engine or on a learner. */
  readonly names: readonly string[];
  /** Names of collections. */
  readonly collections: readonly string[];
  /** Whether the host grants learners itself. */
  readonly hasReach: boolean;
}

type Check = () => void;

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
const ACTION = /^[a-z][a-z0-9_]{0,63}$/;
const COLLECTION = /^[a-z][a-z0-9_]{0,63}$/;
/** A promise's resolution looks for `then`, and an error's printing for `toJSON`. */
const UNFIT_VERBS: readonly string[] = ['then', 'toJSON', 'constructor', 'caller'];

const KEYS = [
  'name',
  'summary',
  'requires',
  'collections',
  'policy',
  'learner',
  'engine',
  'pipelines',
  'jobs',
  'reactions',
  'reach',
] as const satisfies readonly (keyof Module)[];
const VERB_KEYS = ['action', 'kind', 'account', 'aboutMany', 'joins', 'input', 'summary', 'result', 'errors', 'run'];
const JOB_KEYS = ['summary', 'everyMinutes', 'run'];
const FOLLOWER_KEYS = ['summary', 'everyMinutes', 'unit', 'pageMs', 'lateWritesMs', 'begin'];
/** A unit as progress is stored with. */
const UNIT = /^[a-z]{1,40}$/;
const REACTION_KEYS = ['summary', 'to', 'run'];
const KINDS = ['call', 'read', 'job'];

/**
 * Checks modules as far as that can be done without a database, and tells all that is wrong with all of them at once.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every fault
 */
export function checkModules(modules: readonly Module[], taken: Taken, where: string): void {
  if (!Array.isArray(modules)) throw invalidInput(where, 'a list of what defineModule gives', modules);
  checkAll(modules.map((module, place) => () => checkShape(module, `${where}.${place}`)));
  checkAll(modules.flatMap((module) => checksOf(module, modules, taken, `${where}.${module.name}`)));
  const circle = requiredCircle(modules);
  if (circle !== undefined)
    throw refused(`${where}.${circle[0]}.requires`, 'modules that require each other in no circle', circle.join(' → '));
}

/** @throws AdaptiveLearningError `invalid_input` for what is no module, or has no name */
export function checkShape(module: Module, place: string): void {
  checkKeys(module, KEYS, place);
  if (typeof module.name !== 'string' || !NAME.test(module.name))
    throw invalidInput(`${place}.name`, 'a name of 1 to 40 letters and digits, a small letter first', module.name);
}

function checksOf(module: Module, all: readonly Module[], taken: Taken, place: string): readonly Check[] {
  const { name, summary, requires = [], policy = {}, jobs = {}, reactions = {}, reach } = module;
  const isTwice = all.filter((other) => other.name === name).length > 1;
  return [
    () => {
      if (taken.names.includes(name)) throw refused(`${place}.name`, 'a name that the engine does not use', `${name}, which it uses`);
      if (isTwice) throw refused(`${place}.name`, 'each module once', 'two modules of this name');
    },
    () => isSentence(summary, `${place}.summary`),
    ...requires.map((other) => () => {
      if (!all.some((each) => each.name === other))
        throw refused(`${place}.requires`, `the module ${String(other)} beside it`, 'none of this name');
    }),
    ...declarationsOf(module).map((declaration) => () => checkCollection(declaration, module, all, taken, place)),
    ...(reach === undefined ? [] : [() => checkReach(reach, all, module, taken, `${place}.reach`)]),
    ...Object.entries(policy).map(
      ([action, roles]) =>
        () =>
          checkAction(action, roles, `${place}.policy.${action}`),
    ),
    ...(['learner', 'engine'] as const).flatMap((whose) =>
      Object.entries(module[whose] ?? {}).map(
        ([verb, row]) =>
          () =>
            checkVerb(verb, row, policy, `${place}.${whose}.${verb}`),
      ),
    ),
    ...Object.entries(jobs).map(
      ([job, row]) =>
        () =>
          checkJob(job, row, `${place}.jobs.${job}`),
    ),
    ...Object.entries(reactions).map(([reaction, row]) => () => {
      checkRow(reaction, row, REACTION_KEYS, `${place}.reactions.${reaction}`);
      const isListed = Array.isArray(row.to) && row.to.length > 0 && row.to.every((type) => EVENT_TYPES.includes(type));
      if (!isListed) throw invalidInput(`${place}.reactions.${reaction}.to`, `a list of ${EVENT_TYPES.join(', ')}`, row.to);
    }),
  ];
}

function checkCollection(declaration: AnyDeclaration, module: Module, all: readonly Module[], taken: Taken, place: string): void {
  const key = Object.entries(module.collections ?? {}).find(([, each]) => each === (declaration as object))?.[0] ?? '';
  const where = `${place}.collections.${key}`;
  const isDeclared = typeof declaration === 'object' && declaration !== null && declaration.schema instanceof z.ZodType;
  if (!isDeclared) throw invalidInput(where, 'what defineCollection gives', declaration);
  const { name } = declaration;
  if (!COLLECTION.test(name)) throw invalidInput(`${where}.name`, '1 to 64 lower-case letters, digits and _, starting with a letter', name);
  if (key !== name) throw refused(where, `the key ${name}, which is the name of the declaration`, key);
  if (taken.collections.includes(name)) throw refused(where, 'a name of its own', 'one of the core');
  const others = all.filter((other) => other !== module && declarationsOf(other).some((each) => each.name === name));
  if (others.length > 0) throw refused(where, 'a name of its own', `one that ${others.map((other) => other.name).join(' and ')} has too`);
}

/** Learners are granted in one place: by the host, or by one module. */
function checkReach(reach: ModuleReach, all: readonly Module[], module: Module, { hasReach }: Taken, where: string): void {
  checkKeys(reach, ['mayReach', 'learnersOf'], where);
  const { mayReach, learnersOf } = reach;
  if (typeof mayReach !== 'function') throw invalidInput(`${where}.mayReach`, 'a function', mayReach);
  if (learnersOf !== undefined && typeof learnersOf !== 'function') throw invalidInput(`${where}.learnersOf`, 'a function', learnersOf);
  const others = all.filter((other) => other !== module && other.reach !== undefined).map(({ name }) => name);
  const given = hasReach ? ['createEngine.reach', ...others] : others;
  if (given.length > 0) throw refused(where, 'one place that grants learners', `${given.join(' and ')} beside it`);
}

function checkAction(action: string, roles: readonly Role[], where: string): void {
  if (!ACTION.test(action)) throw invalidInput(where, '1 to 64 lower-case letters, digits and _, starting with a letter', action);
  if (isAction(action)) throw refused(where, 'an action of its own', 'one of the core');
  if (!(Array.isArray(roles) && roles.every((role) => ROLES.includes(role))))
    throw invalidInput(where, `a list of ${ROLES.join(', ')}`, roles);
}

function checkVerb(verb: string, row: AnyLearnerVerb | AnyEngineVerb, policy: NonNullable<Module['policy']>, where: string): void {
  if (UNFIT_VERBS.includes(verb)) throw refused(where, 'another name', 'one that JavaScript gives a meaning');
  checkRow(verb, row, VERB_KEYS, where);
  const { action, kind, joins, input, result } = row;
  if (!(isAction(action) || Object.hasOwn(policy, action)))
    throw invalidInput(`${where}.action`, 'an action of the policy of the module, or of the core', action);
  if (joins !== undefined && !(typeof joins === 'boolean' && (kind === 'call' || !joins)))
    throw invalidInput(`${where}.joins`, 'true or false, and true of a call only', joins);
  if (!KINDS.includes(kind)) throw invalidInput(`${where}.kind`, KINDS.join(', '), kind);
  const takesNothing = typeof input === 'object' && input !== null && 'takes' in input && input.takes === 'nothing';
  if (!(takesNothing || input instanceof z.ZodType)) throw invalidInput(`${where}.input`, 'a schema of zod, or NOTHING', input);
  isSentence(result, `${where}.result`);
}

function checkJob(name: string, row: ModuleJob | ModuleFollower, where: string): void {
  if (typeof row !== 'object' || row === null || !('begin' in row)) checkRow(name, row, JOB_KEYS, where);
  else {
    checkRow(name, row, FOLLOWER_KEYS, where, 'begin');
    if (typeof row.unit !== 'string' || !UNIT.test(row.unit)) throw invalidInput(`${where}.unit`, 'a word such as learners', row.unit);
    const { pageMs, lateWritesMs } = row;
    if (pageMs !== undefined && !(Number.isFinite(pageMs) && pageMs > 0))
      throw invalidInput(`${where}.pageMs`, 'a number of milliseconds > 0', pageMs);
    if (lateWritesMs !== undefined && !(Number.isFinite(lateWritesMs) && lateWritesMs >= 0))
      throw invalidInput(`${where}.lateWritesMs`, 'a number of milliseconds ≥ 0', lateWritesMs);
  }
  if (!(Number.isFinite(row.everyMinutes) && row.everyMinutes > 0))
    throw invalidInput(`${where}.everyMinutes`, 'a number of minutes > 0', row.everyMinutes);
}

function checkRow(name: string, row: object, keys: readonly string[], where: string, act: 'run' | 'begin' = 'run'): void {
  if (!NAME.test(name)) throw invalidInput(where, 'a name of 1 to 40 letters and digits, a small letter first', name);
  checkKeys(row, keys, where);
  const { [act]: does, summary } = row as { readonly run?: unknown; readonly begin?: unknown; readonly summary?: unknown };
  if (typeof does !== 'function') throw invalidInput(`${where}.${act}`, 'a function', does);
  isSentence(summary, `${where}.summary`);
}

function isSentence(text: unknown, where: string): void {
  if (typeof text !== 'string' || text.trim() === '') throw invalidInput(where, 'a sentence', text);
}

function refused(where: string, expected: string, received: string): AdaptiveLearningError {
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
