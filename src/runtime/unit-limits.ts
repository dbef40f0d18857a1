import { COLLECTIONS } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
import { type AnyDeclaration, isPlainObject } from '../schema/index.js';

/** What a module may reach in a unit of work. */
export interface UnitLimits {
  /** @throws AdaptiveLearningError `access_denied` */
  checkRead(collection: Named): void;
  /** @throws AdaptiveLearningError `access_denied` */
  checkChange(collection: Named, change: object): void;
}

type Named = { readonly name: string; readonly modulesUpdate?: readonly string[] };

/** The operators of an update; each holds paths. */
const OPERATORS = ['set', 'unset', 'increment'] as const;

/** Lets a module reach its own collections, and read and update of the core's those that leave fields to modules. */
export function unitLimits(own: readonly AnyDeclaration[]): UnitLimits {
  const names = new Set(own.map(({ name }) => name));
  const checkRead = (collection: Named) => {
    if (!names.has(collection.name) && leftToModules(collection) === undefined) throw notYours(collection.name, [...names]);
  };
  return {
    checkRead,
    checkChange: (collection, change) => {
      checkRead(collection);
      if (!names.has(collection.name)) checkUpdate(collection.name, leftToModules(collection) ?? [], change);
    },
  };
}

/** The fields of a collection that modules may update; only the core leaves any. */
function leftToModules({ name, modulesUpdate }: Named): readonly string[] | undefined {
  return Object.hasOwn(COLLECTIONS, name) ? modulesUpdate : undefined;
}

/** A change of a document of the core: an update, of fields that its declaration leaves to modules. */
function checkUpdate(name: string, open: readonly string[], change: object): void {
  const expected = `an update of ${open.join(', ')}`;
  if (!isPlainObject(change) || !('update' in change)) throw denied(`${name}.write`, expected, 'another change');
  const paths = OPERATORS.flatMap((operator) => Object.keys((change[operator] as object | undefined) ?? {}));
  const closed = paths.find((path) => !open.some((field) => path === field || path.startsWith(`${field}.`)));
  if (closed !== undefined) throw denied(`${name}.write`, expected, 'an update of another field');
}

function notYours(name: string, own: readonly string[]): AdaptiveLearningError {
  const expected = own.length === 0 ? 'no collection at all' : `one of ${own.join(', ')}`;
  return denied(`${name}.write`, expected, name);
}

function denied(where: string, expected: string, received: string): AdaptiveLearningError {
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
