import { type AnyDeclaration, encryptedPathsOf, type StoredForm } from '../schema/index.js';
import { DocumentCipher, type KeyProvider, KeyRing, type KeyStore } from '../security/index.js';
import { bsonCodec } from './bson-codec.js';
import { EncryptedSealing, type Sealing } from './sealing.js';

/** How fields are encrypted. */
export interface EncryptionSetting {
  /** Wraps the data keys of learners: {@link openKeyFile}, {@link awsKms}, or your own. */
  readonly keys: KeyProvider;
  /**
   * Whose database it is, 1 to 128 characters. Encrypted values and keys are bound to it, so that nothing moves from one tenant's database to
   * another's. Keep it when the database moves or gets another name.
   */
  readonly tenant: string;
  /**
   * What happens to values in clear at encrypted fields. `refuse`, the default: they are not stored, and are reported as unreadable. `allow`: they
   * are read, so that a database with values in clear can be encrypted while it is in use; anyone who can write to the database can then replace a
   * ciphertext by a text of their own.
   */
  readonly clear?: 'refuse' | 'allow' | undefined;
}

/** The encryption of one database. */
export class Encryption {
  /** What stands at encrypted fields. */
  readonly form: Exclude<StoredForm, 'clear'>;
  readonly #tenant: string;
  readonly #ring: KeyRing;
  readonly #sealings = new Map<string, Sealing>();

  constructor({ keys: provider, tenant, clear = 'refuse' }: EncryptionSetting, store: KeyStore) {
    this.form = clear === 'allow' ? 'mixed' : 'encrypted';
    this.#tenant = tenant;
    this.#ring = new KeyRing({ provider, tenant, purpose: 'learner', store, now: () => performance.now() });
  }

  /** Encrypts and decrypts documents of a collection; undefined for one without encrypted fields. */
  sealingOf(declaration: AnyDeclaration): Sealing | undefined {
    const known = this.#sealings.get(declaration.name);
    if (known !== undefined || encryptedPathsOf(declaration).paths.length === 0) return known;
    const cipher = new DocumentCipher(declaration, this.#tenant, bsonCodec);
    const sealing = new EncryptedSealing(cipher, this.#ring, this.form === 'mixed' ? 'shown' : 'refused');
    this.#sealings.set(declaration.name, sealing);
    return sealing;
  }

  /** Overwrites the data keys in memory. The provider is the host's to close: other engines may use it. */
  close(): void {
    this.#ring.close();
  }
}
