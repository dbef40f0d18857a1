import { AdaptiveLearningError, describe, invalidInput, shownPath } from '../errors.js';
import { type AnyDeclaration, encryptedPathsOf, isInertData, isWellFormed, schemasAt } from '../schema/index.js';
import type { Reach } from '../security/index.js';

const COMPARISONS = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$elemMatch']);
const COMBINATIONS = new Set(['$and', '$or']);
/** Comparisons that an id may be looked up by: the others are how an operator object in a request reads other people's data. */
const FOR_IDS = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

/**
 * Holds a filter to its declaration before it reaches the driver: known paths, known operators, no undefined, NaN or Invalid Date,
 * and, where documents belong to learners, the owner's id.
 *
 * @throws AdaptiveLearningError `invalid_input`, or `access_denied` when the owner is missing
 */
export function checkFilter(declaration: AnyDeclaration, filter: object, where: string, reach: Reach | undefined): void {
  if (!isInertData(filter)) throw invalidInput(where, 'a filter of plain data', filter);
  checkPart(declaration, filter, where, '');
  const { owner } = declaration;
  if (reach !== undefined || owner === 'nobody') return;
  const own = (filter as { [path: string]: unknown })[owner];
  if (typeof own === 'string') return;
  throw new AdaptiveLearningError(
    'access_denied',
    `${where}: expected a filter that names one ${owner}, got ${describe(own)}; pass { reach: 'all' } for a question about all learners`,
    { where: `${where}.${owner}`, expected: `one ${owner}`, received: describe(own) },
  );
}

/** @param prefix of its paths: empty, or that of the list whose entry is to fit */
function checkPart(declaration: AnyDeclaration, filter: unknown, where: string, prefix: string): void {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) throw invalidInput(where, 'a filter', filter);
  for (const [path, condition] of Object.entries(filter)) {
    if (COMBINATIONS.has(path)) {
      if (!Array.isArray(condition) || condition.length === 0) throw invalidInput(`${where}.${path}`, 'a list of filters', condition);
      for (const part of condition) checkPart(declaration, part, `${where}.${path}`, prefix);
    } else {
      if (path.startsWith('$')) throw unknownPath(declaration, path, where);
      checkPath(declaration, prefix + path, where);
      checkCondition(declaration, prefix + path, condition, `${where}.${shownPath(path)}`);
    }
  }
}

/** @throws AdaptiveLearningError `invalid_input` when no document of this collection can have the path */
export function checkPath(declaration: AnyDeclaration, path: string, where: string): void {
  if (pathsOf(declaration).has(path)) return;
  if (path === '' || path.startsWith('$') || schemasAt(declaration.schema, path).length === 0) throw unknownPath(declaration, path, where);
  // Paths with a learner's own names in them could be any number.
  if (pathsOf(declaration).size < MOST_REMEMBERED) pathsOf(declaration).add(path);
}

function unknownPath(declaration: AnyDeclaration, path: string, where: string): AdaptiveLearningError {
  return new AdaptiveLearningError('invalid_input', `${where}: expected a field of ${declaration.name}, got ${shownPath(path)}`, {
    where,
    expected: `a field of ${declaration.name}`,
    received: shownPath(path),
  });
}

const MOST_REMEMBERED = 500;
const remembered = new WeakMap<AnyDeclaration, Set<string>>();

/** Paths that were looked up before and exist: the same few stand in every filter. */
function pathsOf(declaration: AnyDeclaration): Set<string> {
  const known = remembered.get(declaration);
  if (known !== undefined) return known;
  const paths = new Set<string>();
  remembered.set(declaration, paths);
  return paths;
}

function checkCondition(declaration: AnyDeclaration, path: string, condition: unknown, where: string): void {
  const operators = operatorsOf(condition);
  checkNotEncrypted(declaration, path, operators, where);
  if (operators === undefined) {
    checkValue(condition, where);
    return;
  }
  const allowed = declaration.identity.includes(path) ? FOR_IDS : COMPARISONS;
  for (const [operator, value] of operators) {
    if (!allowed.has(operator)) throw invalidInput(where, 'a value or a comparison that this field allows', condition);
    if (operator === '$in' || operator === '$nin') {
      if (!Array.isArray(value)) throw invalidInput(`${where}.${operator}`, 'a list', value);
      for (const item of value) checkValue(item, `${where}.${operator}`);
    } else if (operator === '$elemMatch') {
      checkPart(declaration, value, `${where}.${operator}`, `${path}.`);
    } else {
      checkValue(value, `${where}.${operator}`);
    }
  }
}

/** Ciphertexts of equal values differ: nothing is found by an encrypted field, except whether it is there. It holds without keys too. */
function checkNotEncrypted(
  declaration: AnyDeclaration,
  path: string,
  operators: readonly (readonly [string, unknown])[] | undefined,
  where: string,
): void {
  const standing = encryptedPathsOf(declaration).standingOf(path);
  if (standing === 'apart') return;
  const allowed = standing === 'above' ? ['$exists', '$elemMatch'] : ['$exists'];
  if (operators?.every(([operator]) => allowed.includes(operator)) === true) return;
  const expected = 'a field that is not encrypted, or { $exists }';
  throw new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${shownPath(path)}`, {
    where,
    expected,
    received: shownPath(path),
  });
}

/** The operators of a condition, or nothing when it is a plain value. */
function operatorsOf(condition: unknown): [string, unknown][] | undefined {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition) || condition instanceof Date) return undefined;
  const entries = Object.entries(condition);
  return entries.length > 0 && entries.every(([key]) => key.startsWith('$')) ? entries : undefined;
}

function checkValue(value: unknown, where: string): void {
  if (value === undefined || (typeof value === 'number' && Number.isNaN(value))) throw invalidInput(where, 'a value', value);
  if (value instanceof Date && Number.isNaN(value.getTime())) throw invalidInput(where, 'a valid date', value);
  if (typeof value === 'string' && !isWellFormed(value)) throw invalidInput(where, 'a string without lone surrogates', value);
  if (typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'))) {
    throw invalidInput(where, 'a value', value);
  }
}
