import type { Document, Filter } from 'mongodb';
import type { z } from 'zod';
import { type CollectionDeclaration, type Content, decodeDocument } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { DriverOptions } from './command.js';
import type { CommandSender } from './command-sender.js';
import { mapCooperatively } from './cooperative-work.js';

/** Where documents are read from: a repository. */
type Source = Pick<CommandSender, 'collection' | 'command'> & {
  /** Rows as they are shown to whom they are read for. */
  shown(rows: Document[], options: CallOptions): Promise<Document[]>;
};

/**
 * Reads a document as the fold takes it: without `_id`, and with the lists that keep their newest entries left empty,
 * since the fold only appends to them. A session with megabytes of dialogue is then as cheap to answer in as a new one.
 */
export class FoldInputReader<Stored> {
  readonly #declaration: CollectionDeclaration<z.ZodType<Stored>>;
  readonly #lists: readonly (readonly string[])[];
  readonly #projection: { readonly [path: string]: 0 };

  readonly #index: string;

  /** @param index the unique index to read by: between plans that look as good on little data, the server's choice would stick */
  constructor(declaration: CollectionDeclaration<z.ZodType<Stored>>, index: string) {
    this.#declaration = declaration;
    this.#index = index;
    const paths = Object.keys(declaration.capped);
    this.#lists = paths.map((path) => path.split('.'));
    this.#projection = Object.fromEntries(paths.map((path) => [path, 0]));
  }

  async read(source: Source, filter: Filter<Document>, options: CallOptions): Promise<Content<Stored> | null> {
    const found = { projection: this.#projection, hint: this.#index };
    const find = (driver: DriverOptions) => source.collection.findOne(filter, { ...driver, ...found });
    const row = await source.command(this.#where, options, find);
    const [shown] = row === null ? [] : await source.shown([row], options);
    return shown === undefined ? null : this.#contentOf(shown);
  }

  /** The same of several documents at once; those that do not exist are left out. */
  async readAll(source: Source, filter: Filter<Document>, options: CallOptions): Promise<Content<Stored>[]> {
    const found = { projection: this.#projection, hint: this.#index };
    const find = (driver: DriverOptions) => source.collection.find(filter, { ...driver, ...found }).toArray();
    const rows = await source.command(this.#where, options, find);
    return mapCooperatively(await source.shown(rows, options), { where: this.#where, signal: options.signal }, (row) =>
      this.#contentOf(row),
    );
  }

  get #where(): string {
    return `${this.#declaration.name}.forFold`;
  }

  #contentOf(row: Document): Content<Stored> {
    for (const path of this.#lists) emptyListAt(row, path);
    // With its `_id`, by which the error of a corrupt document names it.
    const { _id, ...content } = decodeDocument(this.#declaration.schema, row, this.#declaration.name) as { readonly _id: unknown };
    return content as Content<Stored>;
  }
}

/** A document as {@link FoldInputReader} would read it, once it is stored: the argument is not changed. */
export function forFold<Document extends object>({ capped }: { readonly capped: object }, content: Document): Document {
  return Object.keys(capped).reduce((document, path) => withEmptyList(document, path.split('.')) as Document, content);
}

function withEmptyList(value: unknown, [key, ...below]: readonly string[]): object {
  const fields = value as { readonly [key: string]: unknown };
  return { ...fields, [key as string]: below.length === 0 ? [] : withEmptyList(fields[key as string], below) };
}

/** Where what should hold the list is no object, the decode that follows says so. */
function emptyListAt(row: Document, path: readonly string[]): void {
  let here: unknown = row;
  for (const key of path.slice(0, -1)) here = isObject(here) ? here[key] : undefined;
  if (isObject(here)) here[path.at(-1) as string] = [];
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
