import type { Document, UpdateFilter } from 'mongodb';
import type { DocumentCipher, KeyRing, KeysInUse, NeededKeys } from '../security/index.js';
import type { CallOptions } from './call-options.js';
import { mapCooperatively } from './cooperative-work.js';
import { DEFAULT_DEADLINE_MS, stepDeadlineOf, within } from './limits.js';

/** Operators of an update whose values are stored as they are. */
const VALUED = ['$set', '$setOnInsert'] as const;

/** An update, and the fields that identify its document. */
export interface BoundUpdate {
  readonly binding: object;
  readonly update: UpdateFilter<Document>;
}

/** The stored form of one collection's documents. */
export interface Sealing {
  /** Documents as they are stored. */
  seal<Content extends object>(documents: readonly Content[], where: string, options: CallOptions): Promise<readonly Content[]>;
  /** Updates as they are stored. */
  sealUpdates(updates: readonly BoundUpdate[], where: string, options: CallOptions): Promise<readonly UpdateFilter<Document>[]>;
  /** Rows with their encrypted fields decrypted; what does not open is left as it is. */
  open<Row extends object>(rows: readonly Row[], where: string, options: CallOptions): Promise<readonly Row[]>;
  /** A projection with the fields that are needed to open what it asks for, and the names of those that were added. */
  withBinding(projection: Document | undefined): { readonly projection: Document | undefined; readonly added: readonly string[] };
}

/** The stored form where nothing is encrypted: the documents themselves. */
export const IN_CLEAR: Sealing = {
  seal: async (documents) => documents,
  sealUpdates: async (updates) => updates.map(({ update }) => update),
  open: async (rows) => rows,
  withBinding: (projection) => ({ projection, added: [] }),
};

/** The encryption of one collection's documents, within the limits of the calls that read and write them. Keys are asked for once in a batch. */
export class EncryptedSealing implements Sealing {
  readonly #cipher: DocumentCipher;
  readonly #ring: KeyRing;
  readonly #clear: 'shown' | 'refused';

  constructor(cipher: DocumentCipher, ring: KeyRing, clear: 'shown' | 'refused') {
    this.#cipher = cipher;
    this.#ring = ring;
    this.#clear = clear;
  }

  seal<Content extends object>(documents: readonly Content[], where: string, options: CallOptions): Promise<readonly Content[]> {
    const needed = this.#cipher.neededToSeal(documents);
    return this.#using(needed, { where, options, create: true, without: documents }, (keys, signal) =>
      mapCooperatively(documents, { where, signal }, (document) => this.#cipher.seal(document, keys)),
    );
  }

  sealUpdates(updates: readonly BoundUpdate[], where: string, options: CallOptions): Promise<readonly UpdateFilter<Document>[]> {
    const needed = new Map<string, ReadonlySet<string>>();
    for (const { binding, update } of updates) if (this.#touches(update)) needed.set(this.#cipher.ownerOf(binding), new Set());
    const without = updates.map(({ update }) => update);
    return this.#using(needed, { where, options, create: true, without }, (keys, signal) =>
      mapCooperatively(updates, { where, signal }, ({ binding, update }) => this.#sealed(update, binding, keys)),
    );
  }

  async open<Row extends object>(rows: readonly Row[], where: string, options: CallOptions): Promise<readonly Row[]> {
    const needed = this.#cipher.neededToOpen(rows);
    if (needed.size === 0 && this.#clear === 'shown') return rows;
    return this.#using(needed, { where, options, create: false, without: undefined }, (keys, signal) =>
      mapCooperatively(rows, { where, signal }, (row) => this.#cipher.open(row, keys, this.#clear)),
    );
  }

  withBinding(projection: Document | undefined): { readonly projection: Document | undefined; readonly added: readonly string[] } {
    const isPart = projection !== undefined && Object.values(projection).some((shown) => shown === 1);
    const asked = Object.keys(projection ?? {});
    if (!isPart || asked.every((path) => this.#cipher.paths.standingOf(path) === 'apart')) return { projection, added: [] };
    const added = this.#cipher.bindingFields.filter((field) => !asked.includes(field));
    return { projection: { ...projection, ...Object.fromEntries(added.map((field) => [field, 1])) }, added };
  }

  #using<Result>(
    needed: NeededKeys,
    { where, options, create, without }: { where: string; options: CallOptions; create: boolean; without: Result | undefined },
    use: (keys: KeysInUse, signal: AbortSignal | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (needed.size === 0 && without !== undefined) return Promise.resolve(without);
    const known = this.#ring.usingKnown(needed, create, (keys) => use(keys, options.signal));
    if (known !== undefined) return known;
    const { signal: outer, deadlineMs = stepDeadlineOf(outer) ?? DEFAULT_DEADLINE_MS } = options;
    return within({ signal: outer, deadlineMs }, where, (signal) =>
      this.#ring.using(needed, { signal, create }, (keys) => use(keys, signal)),
    );
  }

  #touches(update: UpdateFilter<Document>): boolean {
    return valuesOf(update).some(([path, value]) => {
      let isTouched = false;
      this.#cipher.paths.replaceAt(path, value, (part) => {
        isTouched = true;
        return part;
      });
      return isTouched;
    });
  }

  #sealed(update: UpdateFilter<Document>, binding: object, keys: KeysInUse): UpdateFilter<Document> {
    const sealed: { [operator: string]: unknown } = { ...update };
    for (const operator of VALUED) {
      const values = update[operator] as object | undefined;
      if (values === undefined) continue;
      sealed[operator] = Object.fromEntries(
        Object.entries(values).map(([path, value]) => [path, this.#cipher.sealAt(path, value, binding, keys)]),
      );
    }
    const pushed = update.$push as { readonly [path: string]: { readonly $each: unknown } } | undefined;
    if (pushed !== undefined)
      sealed['$push'] = Object.fromEntries(
        Object.entries(pushed).map(([path, push]) => [path, { ...push, $each: this.#cipher.sealAt(path, push.$each, binding, keys) }]),
      );
    return sealed;
  }
}

/** The values of an update by their paths. */
function valuesOf(update: UpdateFilter<Document>): [string, unknown][] {
  const pushed = Object.entries((update.$push ?? {}) as { readonly [path: string]: { readonly $each?: unknown } });
  return [
    ...VALUED.flatMap((operator) => Object.entries(update[operator] ?? {})),
    ...pushed.map(([path, { $each }]): [string, unknown] => [path, $each]),
  ];
}
