import { createHash } from 'node:crypto';
import { type AnyDeclaration, type MongoSchema, type StoredForm, storedMongoSchema } from '../schema/index.js';
import { asStored, type StoredIndex, shapeOf, toIndexDescription } from './index-specification.js';

/** Begins the title of every validator that the library makes. */
const MAKER = 'adaptive-learning-engine';
/** Stands in the validator while its collection has not got all its indexes yet. */
const UNFINISHED = 'setup has not finished here';
const FINISHED = 'made by setup, with the indexes ';

export interface MarkedValidator {
  readonly $jsonSchema: { readonly title: string; readonly description: string };
}

/**
 * The validator of a collection. Its title says that the library made the collection; its description says in which shape it made each
 * index, so that a later version can tell an index of its own from one that the host has put under the same name.
 */
export function validatorOf(declaration: AnyDeclaration, form: StoredForm): MarkedValidator {
  const made = declaration.indexes.map((index) => `${index.name} ${fingerprintOf(asStored(toIndexDescription(index)))}`);
  return marked(declaration, form, `${FINISHED}${made.join(', ')}`);
}

/** The validator that a new collection has until it has its indexes. */
export function unfinishedValidatorOf(declaration: AnyDeclaration, form: StoredForm): MarkedValidator {
  return marked(declaration, form, UNFINISHED);
}

function marked(declaration: AnyDeclaration, form: StoredForm, description: string): MarkedValidator {
  return { $jsonSchema: { title: titleOf(declaration.name), description, ...formsOf(declaration, form) } };
}

/** What documents are held to: the declared form, or that of a version from which a step leads to it. */
function formsOf({ schema, encrypted, migrations = [] }: AnyDeclaration, form: StoredForm): MongoSchema {
  if (migrations.length === 0) return storedMongoSchema({ schema, encrypted }, form);
  return { anyOf: [schema, ...migrations.map(({ before }) => before)].map((each) => storedMongoSchema({ schema: each, encrypted }, form)) };
}

/** What the title of a validator says when the library made the collection. */
export function titleOf(collection: string): string {
  return `${MAKER}/${collection}`;
}

/** What the validator that was found at a collection says about who made it. */
export interface Mark {
  /** True once every index was made. */
  readonly finished: boolean;
  /** Whether setup made the index in the shape that it has. */
  made(index: StoredIndex): boolean;
}

/** The mark of a stored validator; undefined where the library did not make the collection. */
export function markOf(validator: unknown, collection: string): Mark | undefined {
  const { title, description } = ((validator as { $jsonSchema?: unknown } | undefined)?.$jsonSchema ?? {}) as Partial<
    MarkedValidator['$jsonSchema']
  >;
  if (title !== titleOf(collection)) return undefined;
  const list = typeof description === 'string' && description.startsWith(FINISHED) ? description.slice(FINISHED.length) : '';
  const made = new Set(list.split(', '));
  return { finished: description !== UNFINISHED, made: (index) => made.has(`${index.name} ${fingerprintOf(index)}`) };
}

function fingerprintOf(index: StoredIndex): string {
  return createHash('sha256').update(shapeOf(index)).digest('base64url').slice(0, 16);
}
