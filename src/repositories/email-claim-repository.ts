import { type EmailClaimDocument, emailClaims } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** The repository of email claims: which account has which address. */
export class EmailClaimRepository extends Repository<EmailClaimDocument> {
  constructor(collections: CollectionSet) {
    super(collections, emailClaims);
  }

  /** The owner of a normalised address; null if nobody has it. */
  async ownerOf(email: string, options: CallOptions = {}): Promise<string | null> {
    const claim = await this.findOne({ email }, { ...options, fields: ['user_id'], reach: 'all' });
    return claim?.user_id ?? null;
  }

  /** The owners of normalised addresses; addresses without an owner are left out. */
  async ownersOf(emails: readonly string[], options: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    if (emails.length === 0) return new Map();
    const asked = { ...options, fields: ['email', 'user_id'], reach: 'all' } as const;
    const claims = await this.find({ email: { $in: emails } }, asked).toArray();
    return new Map(claims.map(({ email, user_id }) => [email, user_id] as const));
  }

  /** Releases an address, in a transaction that also removes it from the account. */
  async release(email: string, userId: string, options: CallOptions): Promise<void> {
    await this.command('email_claims.release', options, (driver) => this.collection.deleteOne({ email, user_id: userId }, driver));
  }
}
