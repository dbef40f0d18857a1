import type { z } from 'zod';
import { email, parseInput, type User, users } from '../collections/index.js';
import { profileWithDna } from '../pipelines/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { EmailClaimRepository } from './email-claim-repository.js';
import { Repository } from './repository.js';

const LOGIN_FIELDS = ['user_id', 'email', 'password_hash', 'email_verified', 'account_status', 'security'] as const;

/** Accounts. */
export class UserRepository extends Repository<typeof users.schema> {
  readonly #claims: EmailClaimRepository;

  constructor(collections: CollectionSet) {
    super(collections, users);
    this.#claims = new EmailClaimRepository(collections);
  }

  /** What a login needs, by the address as the person typed it; null when nobody has it. */
  async findByEmail(address: string, options: CallOptions = {}) {
    const spelled = parseInput(email, address, 'users.findByEmail.email');
    const userId = await this.#claims.ownerOf(spelled, options);
    if (userId === null) return null;
    const account = await this.findOne({ user_id: userId }, { ...options, fields: LOGIN_FIELDS });
    // Between the two reads the address may have moved on.
    return account?.email === spelled ? account : null;
  }

  /**
   * Gives an account another address, or none, which also takes its password; for a transaction that moves the claim too, and that sees
   * the driver's own errors. Gives whether the account had the address that it was said to have.
   */
  async replaceEmail(userId: string, from: string | undefined, to: string | null, now: Date, options: CallOptions): Promise<boolean> {
    const had = from === undefined ? { $exists: false } : from;
    const $set = { email_verified: false, updated_at: now };
    const update = to === null ? { $set, $unset: { email: true, password_hash: true } } : { $set: { ...$set, email: to } };
    const { matchedCount } = await this.command('users.replaceEmail', options, (driver) =>
      this.collection.updateOne({ user_id: userId, email: had }, update, driver),
    );
    return matchedCount > 0;
  }

  /** Those of some ids that have an account, whatever its state. */
  async existing(userIds: readonly string[], options: CallOptions = {}): Promise<ReadonlySet<string>> {
    const asked = { ...options, fields: ['user_id'], index: 'user_id', acrossLearners: true } as const;
    const found = await this.find({ user_id: { $in: userIds } }, asked).toArray();
    return new Set(found.map(({ user_id }) => user_id));
  }

  /** The profiles and settings of some learners, whether their emotions may be used among them, and whether their accounts are active. */
  settings(userIds: readonly string[], options: CallOptions = {}) {
    const asked = {
      ...options,
      fields: ['user_id', 'profile', 'preferences', 'account_status'],
      index: 'user_id',
      acrossLearners: true,
      unreadable: 'refuse',
    } as const;
    return this.find({ user_id: { $in: userIds } }, asked);
  }

  /** Whether all of some learners have an active account. */
  async areActive(userIds: readonly string[], options: CallOptions = {}): Promise<boolean> {
    const active = await this.count({ user_id: { $in: userIds }, account_status: 'active' }, { ...options, acrossLearners: true });
    return active === new Set(userIds).size;
  }

  /** Suspends, deletes or opens an account; gives whether there is one. */
  async setStatus(userId: string, account_status: User['account_status'], now: Date, options: CallOptions = {}): Promise<boolean> {
    return this.updateOne({ user_id: userId }, { set: { account_status, updated_at: now } }, options);
  }

  /** Ids of learners who take no part in analytics. */
  async outsideAnalytics(options: CallOptions = {}): Promise<string[]> {
    const asked = { ...options, fields: ['user_id'], index: 'analytics', acrossLearners: true } as const;
    const outside = await this.find({ 'preferences.privacy_settings.analytics_participation': false }, asked).toArray();
    return outside.map(({ user_id }) => user_id);
  }

  /** A profile with its learning DNA in one round trip; null when there is no such learner. */
  async profileWithDna(userId: string, options: CallOptions = {}): Promise<z.output<typeof profileWithDna.row> | null> {
    const [found = null] = await this.run(profileWithDna, { user_id: userId }, { ...options, unreadable: 'refuse' }).toArray();
    return found;
  }
}
