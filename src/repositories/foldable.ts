import type { Collection, Document, Filter } from 'mongodb';
import type { z } from 'zod';
import type { Content } from '../collections/index.js';
import { type CollectionDeclaration, decodeDocument, withoutId } from '../collections/index.js';
import { type CallOptions, driverOptions } from './call-options.js';

/**
 * Reads a document as the fold takes it: without `_id`, and with the lists that keep their newest entries left empty,
 * since the fold only appends to them. A session with megabytes of dialogue is then as cheap to answer in as a new one.
 */
export class FoldableReader<Schema extends z.ZodType> {
  readonly #declaration: CollectionDeclaration<Schema>;
  readonly #schema: z.ZodType;
  readonly #lists: readonly (readonly string[])[];
  readonly #projection: { readonly [path: string]: 0 };

  constructor(declaration: CollectionDeclaration<Schema>) {
    this.#declaration = declaration;
    this.#schema = withoutId(declaration.schema);
    const paths = Object.keys(declaration.newest);
    this.#lists = paths.map((path) => path.split('.'));
    this.#projection = Object.fromEntries([['_id', 0], ...paths.map((path) => [path, 0])]);
  }

  async read(collection: Collection, filter: Filter<Document>, options: CallOptions): Promise<Content<z.output<Schema>> | null> {
    const row = await collection.findOne(filter, { ...driverOptions(options), projection: this.#projection });
    if (row === null) return null;
    for (const path of this.#lists) emptyListAt(row, path);
    return decodeDocument(this.#schema, row, this.#declaration.name) as Content<z.output<Schema>>;
  }
}

function emptyListAt(row: Document, path: readonly string[]): void {
  let here: Document = row;
  for (const key of path.slice(0, -1)) here = here[key] as Document;
  here[path.at(-1) as string] = [];
}
