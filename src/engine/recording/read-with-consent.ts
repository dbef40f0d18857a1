import type { CallOptions } from '../../repositories/index.js';
import { type WithConsent, withoutConsent } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import type { Listing } from '../listing.js';

/** Reads of documents that may tell how the learner feels: without that, where they withhold it. */
export async function readWithConsent<Document extends object>(
  context: EngineContext,
  userId: string,
  declaration: WithConsent,
  { signal }: CallOptions,
  read: () => Promise<Listing<Document>>,
): Promise<Listing<Document>> {
  const [found, account] = await Promise.all([
    read(),
    context.repositories.users.findOne({ user_id: userId }, { signal, fields: ['preferences'] }),
  ]);
  if (account?.preferences.privacy_settings.emotional_data_usage === true) return found;
  return { ...found, rows: found.rows.flatMap((row) => withoutConsent(declaration, row) ?? []) };
}
