import type { CallOptions } from './call-options.js';
import { isSameIndex, toIndexDescription } from './index-specification.js';
import type { NamedCollections } from './named-collections.js';
import { countOutdated } from './outdated-documents.js';
import { validatorOf } from './schema-mark.js';
import { isHeldTo } from './schema-setup.js';
import { readIndexes, readStored } from './stored-schema.js';

/** A difference between the database and the declared schema. */
export interface SchemaDrift {
  /** The name of the collection in the database. */
  readonly collection: string;
  readonly kind:
    | 'missing_collection'
    | 'foreign_collection'
    | 'drifted_validator'
    | 'missing_index'
    | 'drifted_index'
    | 'undeclared_index'
    | 'outdated_documents';
  /** The name of the index, if any. */
  readonly index?: string;
  /** Of documents of older versions: how many there are. */
  readonly documents?: number;
  /** The purpose of the index, or what to do. */
  readonly why: string;
}

const WHERE = 'verifySchema';

/**
 * Lists what is missing or has drifted; empty when the database is as declared.
 *
 * @param options the signal of the whole, and the deadline of each of its commands
 */
export async function verifySchema(collections: NamedCollections, options: CallOptions = {}): Promise<readonly SchemaDrift[]> {
  const stored = await readStored(collections, options, WHERE);
  const drifts: SchemaDrift[] = [];
  for (const name of collections.names) {
    const collection = collections.named(name);
    const found = stored.get(name);
    if (found === undefined) drifts.push({ collection, kind: 'missing_collection', why: 'run engine.setup()' });
    else if (found.mark === undefined)
      drifts.push({ collection, kind: 'foreign_collection', why: 'the library did not make it; set collections.prefix' });
    else {
      if (!isHeldTo(found.options, validatorOf(collections.declarationOf(name), collections.form)))
        drifts.push({ collection, kind: 'drifted_validator', why: 'run engine.setup()' });
      drifts.push(...(await indexDrifts(collections, name, options)), ...(await outdated(collections, name, options)));
    }
  }
  return drifts;
}

async function indexDrifts(collections: NamedCollections, name: string, options: CallOptions): Promise<SchemaDrift[]> {
  const collection = collections.named(name);
  const others = new Map((await readIndexes(collections, name, options, WHERE)).map((index) => [index.name, index]));
  const drifts: SchemaDrift[] = [];
  for (const index of collections.declarationOf(name).indexes) {
    const found = others.get(index.name);
    others.delete(index.name);
    if (found !== undefined && isSameIndex(toIndexDescription(index), found)) continue;
    drifts.push({ collection, kind: found === undefined ? 'missing_index' : 'drifted_index', index: index.name, why: index.why });
  }
  for (const index of others.keys())
    if (index !== '_id_') drifts.push({ collection, kind: 'undeclared_index', index, why: 'an index of the host; it stays' });
  return drifts;
}

/** Documents that await a migration. */
async function outdated(collections: NamedCollections, name: string, options: CallOptions): Promise<SchemaDrift[]> {
  const declaration = collections.declarationOf(name);
  if (declaration.migrations === undefined) return [];
  const documents = await countOutdated({ collection: collections.collection(name) }, declaration, WHERE, options);
  if (documents === 0) return [];
  const steps = declaration.migrations.map(({ from, to, sentence }) => `${from} → ${to}: ${sentence}`);
  return [{ collection: collections.named(name), kind: 'outdated_documents', documents, why: `run engine.migrate(); ${steps.join(' ')}` }];
}
