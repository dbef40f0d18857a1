import { emailClaims } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** Which account has which email address. */
export class EmailClaimRepository extends Repository<typeof emailClaims.schema> {
  constructor(collections: CollectionSet) {
    super(collections, emailClaims);
  }

  /** Whose an address is, in the spelling that login goes by; null when nobody has it. */
  async ownerOf(email: string, options: CallOptions = {}): Promise<string | null> {
    const claim = await this.findOne({ email }, { ...options, fields: ['user_id'], reach: 'all' });
    return claim?.user_id ?? null;
  }

  /** Whose some addresses are, in the spelling that login goes by; those that nobody has are left out. */
  async ownersOf(emails: readonly string[], options: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    if (emails.length === 0) return new Map();
    const asked = { ...options, fields: ['email', 'user_id'], reach: 'all' } as const;
    const claims = await this.find({ email: { $in: emails } }, asked).toArray();
    return new Map(claims.map(({ email, user_id }) => [email, user_id] as const));
  }

  /** Gives an address free; for a transaction that takes it from its account too. */
  async release(email: string, userId: string, options: CallOptions): Promise<void> {
    await this.command('email_claims.release', options, (driver) => this.collection.deleteOne({ email, user_id: userId }, driver));
  }
}
