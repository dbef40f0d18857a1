import type { CallOptions } from './call-options.js';
import { command } from './command.js';
import type { StoredIndex } from './index-specification.js';
import type { NamedCollections } from './named-collections.js';
import { type Mark, markOf } from './schema-mark.js';

const NAMESPACE_NOT_FOUND = 26;

/** A collection as the database has it. */
export interface StoredCollection {
  readonly options: CollectionOptions;
  /** `collection`, or what else goes by the name: `view`, `timeseries`. */
  readonly type: string;
  /** Undefined where the library did not make the collection. */
  readonly mark: Mark | undefined;
}

/** What `listCollections` tells of a collection; the two words are missing where they are the server's own choice. */
export interface CollectionOptions {
  readonly validator?: unknown;
  readonly validationLevel?: string;
  readonly validationAction?: string;
}

/** What stands under the name of each of the library's collections; what does not exist is left out. Reads no document. */
export async function readStored(
  collections: NamedCollections,
  options: CallOptions,
  where: string,
  names: readonly string[] = collections.names,
): Promise<Map<string, StoredCollection>> {
  const ours = new Map(names.map((name) => [collections.named(name), name]));
  const filter = { name: { $in: [...ours.keys()] } };
  const found = await command(where, options, (driver) =>
    collections.db.listCollections(filter, { ...driver, nameOnly: false as const }).toArray(),
  );
  return new Map(
    found.map((info) => {
      const { type = 'collection', options = {} } = info as { readonly type?: string; readonly options?: CollectionOptions };
      const name = ours.get(info.name) as string;
      return [name, { options, type, mark: type === 'collection' ? markOf(options.validator, name) : undefined }];
    }),
  );
}

/** The indexes of a collection; none where it does not exist. */
export async function readIndexes(
  collections: NamedCollections,
  name: string,
  options: CallOptions,
  where: string,
): Promise<StoredIndex[]> {
  return command(where, options, async (driver) => {
    try {
      return (await collections.collection(name).listIndexes(driver).toArray()) as StoredIndex[];
    } catch (error) {
      if ((error as { code?: unknown }).code === NAMESPACE_NOT_FOUND) return [];
      throw error;
    }
  });
}
