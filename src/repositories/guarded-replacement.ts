import type { AnyBulkWriteOperation, Document } from 'mongodb';
import type { z } from 'zod';
import { type AnyDeclaration, parseDocument } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CommandSender } from './command-sender.js';
import { mapCooperatively } from './cooperative-work.js';
import { identityOf } from './guarded-update.js';
import type { Sealing } from './sealing.js';
import { unlessTaken } from './unless-taken.js';

/** A new document, and the revision of the stored one that it replaces; null if none is stored. */
export interface GuardedReplacement<Content> {
  readonly after: Content;
  readonly revision: number | null;
}

/** What documents of a collection are held to. */
interface Held {
  readonly where: string;
  readonly declaration: AnyDeclaration;
  readonly content: z.ZodType;
}

/** Inserts or replaces complete documents with one command. False if a stored document does not have the expected revision. */
export async function replaceDocuments(
  repository: Pick<CommandSender, 'collection' | 'command'> & { readonly sealing: Sealing },
  { where, declaration, content }: Held,
  changes: readonly GuardedReplacement<unknown>[],
  options: CallOptions,
): Promise<boolean> {
  const parsed = await mapCooperatively(
    changes,
    { where, signal: options.signal },
    ({ after }) => parseDocument(content, after, where) as Document,
  );
  const stored = await repository.sealing.seal(parsed, where, options);
  const operations = changes.map(({ after, revision }, index): AnyBulkWriteOperation => {
    const document = stored[index] as Document;
    if (revision === null) return { insertOne: { document } };
    return { replaceOne: { filter: { ...identityOf(declaration, after as object), revision }, replacement: document } };
  });
  return unlessTaken(async () => {
    const result = await repository.command(where, options, (driver) => repository.collection.bulkWrite(operations, driver));
    return result.matchedCount + result.insertedCount === changes.length;
  });
}
