import type { Document } from 'mongodb';
import type { z } from 'zod';
import { invalidInput } from '../errors.js';
import { type AnyDeclaration, cutTo, migratedFields, onlyFields, projectionOf } from '../schema/index.js';
import { checkPath } from './check-filter.js';

/** A read as it is sent, and what its rows are cut to. */
interface Reading {
  readonly found: Document;
  readonly cut: (row: unknown) => unknown;
}

const asItIs = (row: unknown) => row;

/** Parts of the documents of one declaration that reads ask for, each worked out once. */
export class DocumentParts {
  readonly #declaration: AnyDeclaration;
  readonly #schemas = new Map<string, z.ZodType>();
  readonly #projections = new WeakMap<z.ZodObject, Document>();

  constructor(declaration: AnyDeclaration) {
    this.#declaration = declaration;
  }

  /**
   * How a read is sent. Where it reads a field that a migration changes, documents are read whole, so that one of an older version can be brought
   * to today's form, and are cut here.
   */
  reading<Found extends { readonly projection?: Document }>(found: Found): Reading {
    const { projection, ...whole } = found;
    if (projection === undefined || this.#declaration.migrations === undefined) return { found, cut: asItIs };
    const migrated = migratedFields(this.#declaration);
    if (!Object.keys(projection).some((path) => migrated.has(path.split('.')[0] as string))) return { found, cut: asItIs };
    return { found: whole, cut: cutTo(projection) as Reading['cut'] };
  }

  /** What has the server send a part that a schema speaks of. */
  projectionOf(part: z.ZodObject, where: string): Document {
    const known = this.#projections.get(part);
    if (known !== undefined) return known;
    const projection = projectionOf(part, this.#declaration.schema);
    // Without it the error of a corrupt document could not name it.
    if (!('_id' in projection)) throw invalidInput(`${where}.part`, 'a part with the _id', Object.keys(projection));
    for (const path of Object.keys(projection)) checkPath(this.#declaration, path, `${where}.part`);
    this.#projections.set(part, projection);
    return projection;
  }

  /** The schema of some top-level fields; that of the whole document if none are named. */
  schemaFor(fields: readonly string[] | undefined): z.ZodType {
    const { name, schema } = this.#declaration;
    if (fields === undefined) return schema;
    const key = fields.join();
    const known = this.#schemas.get(key);
    if (known !== undefined) return known;
    const where = `${name}.fields`;
    if (fields.length === 0 || key.includes('.')) throw invalidInput(where, 'names of top-level fields, at least one', fields);
    for (const field of fields) checkPath(this.#declaration, field, where);
    const part = onlyFields(schema, fields);
    this.#schemas.set(key, part);
    return part;
  }
}
