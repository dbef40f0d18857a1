import { AdaptiveLearningError } from '../../errors.js';
import { asText, type EncryptedPaths, encryptedPathsOf, type WithEncrypted } from '../../schema/index.js';
import { readEnvelope } from '../cipher/envelope.js';
import type { FieldPlace } from '../cipher/field-place.js';
import type { KeysInUse, NeededKeys } from '../keys/key-ring.js';

/** Turns values into bytes and back, with their types: texts, numbers, dates, lists and objects. */
export interface ValueCodec {
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
  /** The bytes of a ciphertext as the driver returned it; undefined for anything else. */
  ciphertextOf(stored: unknown): Uint8Array | undefined;
}

/** What a declaration says of its documents that encryption goes by. */
export interface EncryptedDeclaration extends WithEncrypted {
  readonly name: string;
  readonly owner: string;
  readonly identity: readonly string[];
}

type DocumentPlace = Omit<FieldPlace, 'path' | 'entries'>;
type Fields = { readonly [field: string]: unknown };

/**
 * The stored form of the documents of one collection: encrypts and decrypts their encrypted fields. Pure, except for salts and nonces: keys are
 * arguments, and which keys a batch needs is a question of its own, so that they are fetched once.
 */
export class DocumentCipher {
  readonly paths: EncryptedPaths;
  readonly #declaration: EncryptedDeclaration;
  readonly #tenant: string;
  readonly #codec: ValueCodec;

  constructor(declaration: EncryptedDeclaration, tenant: string, codec: ValueCodec) {
    this.#declaration = declaration;
    this.#tenant = tenant;
    this.#codec = codec;
    this.paths = encryptedPathsOf(declaration);
  }

  /** The fields that must be known of a document to open its encrypted fields. */
  get bindingFields(): readonly string[] {
    const { owner, identity } = this.#declaration;
    return [...new Set([owner, ...identity])];
  }

  /** The keys that encrypt documents; none for documents without a value at an encrypted field. */
  neededToSeal(documents: readonly object[]): NeededKeys {
    const needed = new Map<string, ReadonlySet<string>>();
    for (const document of documents) {
      let hasValues = false;
      this.paths.replaceIn(document, (value) => {
        hasValues = true;
        return value;
      });
      if (hasValues) needed.set(this.ownerOf(document), new Set());
    }
    return needed;
  }

  /** A document with its encrypted fields as ciphertexts. */
  seal<Document extends object>(document: Document, keys: KeysInUse): Document {
    let place: DocumentPlace | undefined;
    return this.paths.replaceIn(document, (value, field) => {
      place ??= this.#placeOf(document);
      if (value === NOT_ENCRYPTED) throw new TypeError(`A value of ${place.collection} that was not read cannot be stored`);
      return keys.current(place.learner).seal(this.#codec.encode(value), { ...place, ...field });
    });
  }

  /**
   * The value of a change, as it is stored: at an encrypted path, above one, or apart from all.
   *
   * @param binding the fields that identify the document
   */
  sealAt(path: string, value: unknown, binding: object, keys: KeysInUse): unknown {
    return this.paths.replaceAt(path, value, (part, field) => {
      const place = this.#placeOf(binding);
      return keys.current(place.learner).seal(this.#codec.encode(part), { ...place, ...field });
    });
  }

  /** The keys that rows were encrypted with. */
  neededToOpen(rows: readonly object[]): NeededKeys {
    const needed = new Map<string, Set<string>>();
    for (const row of rows)
      this.paths.replaceIn(row, (value) => {
        const bytes = this.#codec.ciphertextOf(value);
        const envelope = bytes === undefined ? undefined : readEnvelope(bytes);
        const owner: unknown = (row as Fields)[this.#declaration.owner];
        if (envelope !== undefined && typeof owner === 'string') {
          const ids = needed.get(owner) ?? new Set<string>();
          needed.set(owner, ids.add(Buffer.from(envelope.keyId).toString('hex')));
        }
        return value;
      });
    return needed;
  }

  /**
   * A row with its encrypted fields decrypted. What does not open is left as it is, so that it is reported as every value that does not fit its
   * schema.
   *
   * @param clear what happens to a value in clear at an encrypted field: it is shown, or hidden as one that does not fit
   */
  open<Row extends object>(row: Row, keys: KeysInUse, clear: 'shown' | 'refused'): Row {
    const place = this.#placeIn(row);
    return this.paths.replaceIn(row, (value, field) => {
      const bytes = this.#codec.ciphertextOf(value);
      if (bytes === undefined) return clear === 'shown' ? value : NOT_ENCRYPTED;
      const opened = place === undefined ? undefined : this.#opened(bytes, { ...place, ...field }, keys);
      return opened === undefined ? value : opened.value;
    });
  }

  #opened(bytes: Uint8Array, place: FieldPlace, keys: KeysInUse): { readonly value: unknown } | undefined {
    const envelope = readEnvelope(bytes);
    const key = envelope === undefined ? undefined : keys.byId(place.learner, Buffer.from(envelope.keyId).toString('hex'));
    try {
      return key === undefined ? undefined : { value: this.#codec.decode(key.open(bytes, place)) };
    } catch (error) {
      if (error instanceof AdaptiveLearningError && error.code === 'decryption_failed') return undefined;
      throw error;
    }
  }

  /** The learner whom a document belongs to. */
  ownerOf(document: object): string {
    return this.#placeOf(document).learner;
  }

  #placeOf(document: object): DocumentPlace {
    const place = this.#placeIn(document);
    if (place !== undefined) return place;
    const { name } = this.#declaration;
    throw new TypeError(`A document of ${name} with encrypted fields needs ${this.bindingFields.join(', ')}`);
  }

  /** Where a document is stored; undefined for one that does not say it. */
  #placeIn(document: object): DocumentPlace | undefined {
    const { name, owner, identity } = this.#declaration;
    const fields = document as Fields;
    const learner = fields[owner];
    const texts = identity.map((field) => asText(fields[field]));
    if (typeof learner !== 'string' || !texts.every((text) => text !== undefined)) return undefined;
    return { tenant: this.#tenant, collection: name, learner, document: texts };
  }
}

/** Stands for a value in clear where only ciphertexts may be: no schema takes it, and it says nothing of the value. */
const NOT_ENCRYPTED = Symbol('not encrypted');
