import type { z } from 'zod';
import { email, parseInput, users } from '../collections/index.js';
import { profileWithDna } from '../pipelines/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

const LOGIN_FIELDS = ['user_id', 'email', 'password_hash', 'email_verified', 'account_status', 'security'] as const;

/** Accounts. */
export class UserRepository extends Repository<typeof users.schema> {
  constructor(collections: CollectionSet) {
    super(collections, users);
  }

  /** What a login needs, by the address as the person typed it; null when nobody has it. */
  findByEmail(address: string, options: CallOptions = {}) {
    const spelled = parseInput(email, address, 'users.findByEmail.email');
    return this.findOne({ email: spelled }, { ...options, fields: LOGIN_FIELDS, acrossLearners: true });
  }

  /** The settings of some learners, among them whether their emotions may be used. */
  settings(userIds: readonly string[], options: CallOptions = {}) {
    const asked = { ...options, fields: ['user_id', 'preferences'], index: 'user_id', acrossLearners: true, unreadable: 'refuse' } as const;
    return this.find({ user_id: { $in: userIds } }, asked);
  }

  /** A profile with its learning DNA in one round trip; null when there is no such learner. */
  async profileWithDna(userId: string, options: CallOptions = {}): Promise<z.output<typeof profileWithDna.row> | null> {
    const [found = null] = await this.run(profileWithDna, { user_id: userId }, { ...options, unreadable: 'refuse' }).toArray();
    return found;
  }
}
