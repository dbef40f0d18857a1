import type { Document, Filter } from 'mongodb';
import { email, type UserDocument, users } from '../collections/index.js';
import { type PipelineRows, profileWithDna } from '../pipelines/index.js';
import { parseInput } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { EmailClaimRepository } from './email-claim-repository.js';
import type { PlannedUpdate } from './planned-write.js';
import { Repository } from './repository.js';
import type { TransactionOptions } from './transaction.js';

const LOGIN_FIELDS = ['user_id', 'email', 'password_hash', 'email_verified', 'account_status', 'security'] as const;

/** What a sign-in reads of an account. */
export type SignInAccount = Pick<UserDocument, (typeof LOGIN_FIELDS)[number]>;

/** The conditions on an account. */
export interface Admission {
  readonly user_id: string;
  /** The required status; any if not given. */
  readonly account_status?: 'active' | 'not_deleted';
  /** Requires consent to emotions, optionally since an instant. */
  readonly emotions?: { readonly feltFrom: Date | undefined };
}

/** Written to each account that is asked, so that the transaction conflicts with concurrent changes of the account. */
const RECORDS = { $inc: { recordings: 1 } } as const;

/** The repository of accounts. */
export class UserRepository extends Repository<UserDocument> {
  readonly #claims: EmailClaimRepository;

  constructor(collections: CollectionSet) {
    super(collections, users);
    this.#claims = new EmailClaimRepository(collections);
  }

  /** The data for a sign-in, by the address as typed; null if nobody has it. */
  async findByEmail(address: string, options: CallOptions = {}): Promise<SignInAccount | null> {
    const spelled = parseInput(email, address, 'users.findByEmail.email');
    const userId = await this.#claims.ownerOf(spelled, options);
    if (userId === null) return null;
    const account = await this.findOne({ user_id: userId }, { ...options, fields: LOGIN_FIELDS });
    // Between the two reads the address may have moved on.
    return account?.email === spelled ? account : null;
  }

  /**
   * Changes or removes the address of an account (removing also removes the password hash), in a transaction that also changes the claim. Returns
   * whether the account had the expected address.
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

  /** The given ids that have an account with any status. */
  async existing(userIds: readonly string[], options: CallOptions = {}): Promise<ReadonlySet<string>> {
    const asked = { ...options, fields: ['user_id'], index: 'user_id', reach: 'all' } as const;
    const found = await this.find({ user_id: { $in: userIds } }, asked).toArray();
    return new Set(found.map(({ user_id }) => user_id));
  }

  /** The profiles, settings and account status of the given learners. */
  settings(userIds: readonly string[], options: CallOptions = {}) {
    const asked = {
      ...options,
      fields: ['user_id', 'profile', 'preferences', 'account_status', 'emotions_withdrawn_at'],
      index: 'user_id',
      reach: 'all',
      unreadable: 'refuse',
    } as const;
    return this.find({ user_id: { $in: userIds } }, asked);
  }

  /**
   * Whether the given accounts allow what a transaction is about to store. It writes to each account, so that the transaction conflicts with
   * concurrent changes of the account. It sends one command for any number of accounts.
   */
  async admitAll(admissions: readonly Admission[], options: CallOptions = {}): Promise<boolean> {
    if (admissions.length === 0) return true;
    const operations = admissions.map((admission) => ({ updateOne: { filter: filterOf(admission), update: RECORDS } }));
    const { matchedCount } = await this.command('users.admitAll', options, (driver) => this.collection.bulkWrite(operations, driver));
    return matchedCount === admissions.length;
  }

  /** The ids of learners who opted out of analytics. */
  async outsideAnalytics(options: CallOptions = {}): Promise<string[]> {
    const asked = { ...options, fields: ['user_id'], index: 'analytics', reach: 'all' } as const;
    const outside = await this.find({ 'preferences.privacy_settings.analytics_participation': false }, asked).toArray();
    return outside.map(({ user_id }) => user_id);
  }

  /** A profile with its learning DNA in one round trip; null if the learner does not exist. */
  async profileWithDna(userId: string, options: CallOptions = {}): Promise<PipelineRows['profile_with_dna'] | null> {
    const [found = null] = await this.run(profileWithDna, { user_id: userId }, { ...options, unreadable: 'refuse' }).toArray();
    return found;
  }
}

/** The question of {@link UserRepository.admitAll} about one account, as a write that is sent later. */
export function plannedAdmission(
  users: UserRepository,
  admission: Admission,
  missed: (options: TransactionOptions) => Promise<never>,
): PlannedUpdate {
  const filter = filterOf(admission);
  return { repository: users, filter, update: RECORDS, landed: filter, missed };
}

function filterOf({ user_id, account_status, emotions }: Admission): Filter<Document> {
  return {
    user_id,
    ...(account_status === undefined ? {} : { account_status: account_status === 'active' ? 'active' : { $ne: 'deleted' } }),
    ...(emotions === undefined ? {} : { 'preferences.privacy_settings.emotional_data_usage': true }),
    ...(emotions?.feltFrom === undefined ? {} : { emotions_withdrawn_at: { $not: { $gt: emotions.feltFrom } } }),
  };
}
