import { isPlainObject } from './plain-data.js';

/** What a declaration says of encryption. */
export interface WithEncrypted {
  readonly encrypted: readonly string[];
  readonly entryIds?: { readonly [list: string]: string | undefined } | undefined;
}

/** An encrypted value in a document. */
export interface EncryptedField {
  /** Without positions in lists. */
  readonly path: string;
  /** The ids of the list entries on the way, where the declaration names a field that holds them. */
  readonly entries: readonly string[];
}

/** A part of a document on the way to encrypted fields. */
interface Node {
  /** True where the value is encrypted as a whole. */
  isEncrypted: boolean;
  /** Of a list: the field of its entries that identifies them. */
  entryId: string | undefined;
  readonly children: Map<string, Node>;
}

/** Where a path of a filter or an update stands to the encrypted fields. */
export type Standing = 'apart' | 'above' | 'encrypted' | 'below';

const known = new WeakMap<WithEncrypted, EncryptedPaths>();

/** The encrypted fields of a declaration, worked out once. */
export function encryptedPathsOf(declaration: WithEncrypted): EncryptedPaths {
  const paths = known.get(declaration) ?? new EncryptedPaths(declaration);
  known.set(declaration, paths);
  return paths;
}

/** The encrypted fields of one declaration, for walks over its documents. */
export class EncryptedPaths {
  readonly paths: readonly string[];
  readonly #root: Node = emptyNode();

  constructor({ encrypted, entryIds = {} }: WithEncrypted) {
    this.paths = encrypted;
    for (const path of encrypted) this.#add(path).isEncrypted = true;
    for (const [list, field] of Object.entries(entryIds)) {
      const node = this.#find(list)?.node;
      if (node !== undefined) node.entryId = field;
    }
  }

  /** Whether a path, with or without positions in lists, is encrypted, leads to an encrypted field, or lies in one. */
  standingOf(path: string): Standing {
    const found = this.#find(path);
    if (found === undefined) return 'apart';
    if (found.isBelow) return 'below';
    return found.node.isEncrypted ? 'encrypted' : 'above';
  }

  /**
   * Replaces each encrypted field of a document. What holds none stays the same object; the document itself is not changed.
   *
   * @param replace returns the value in the place of another
   */
  replaceIn<Document extends object>(document: Document, replace: (value: unknown, field: EncryptedField) => unknown): Document {
    return replaced(document, this.#root, { path: '', entries: [] }, replace) as Document;
  }

  /** As {@link replaceIn}, for the value at a path. */
  replaceAt(path: string, value: unknown, replace: (value: unknown, field: EncryptedField) => unknown): unknown {
    const found = this.#find(path);
    return found === undefined || found.isBelow ? value : replaced(value, found.node, { path: withoutPlaces(path), entries: [] }, replace);
  }

  /** Whether the entries of a list on the way to a path, or the path itself, have ids. */
  hasEntryIds(path: string): boolean {
    const keys = withoutPlaces(path).split('.');
    return keys.slice(0, -1).some((_, length) => this.#find(keys.slice(0, length + 1).join('.'))?.node.entryId !== undefined);
  }

  #add(path: string): Node {
    let node = this.#root;
    for (const key of path.split('.')) {
      const child = node.children.get(key) ?? emptyNode();
      node.children.set(key, child);
      node = child;
    }
    return node;
  }

  #find(path: string): { readonly node: Node; readonly isBelow: boolean } | undefined {
    let node = this.#root;
    for (const key of withoutPlaces(path).split('.')) {
      if (node.isEncrypted) return { node, isBelow: true };
      const child = node.children.get(key);
      if (child === undefined) return undefined;
      node = child;
    }
    return { node, isBelow: false };
  }
}

function emptyNode(): Node {
  return { isEncrypted: false, entryId: undefined, children: new Map() };
}

function replaced(value: unknown, node: Node, field: EncryptedField, replace: (value: unknown, field: EncryptedField) => unknown): unknown {
  if (node.isEncrypted) return value === undefined ? undefined : replace(value, field);
  if (Array.isArray(value)) {
    const items = value.map((item) => {
      const entries = node.entryId === undefined ? field.entries : [...field.entries, idOf(item, node.entryId)];
      return replaced(item, node, { ...field, entries }, replace);
    });
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isPlainObject(value)) return value;
  let copy: { [key: string]: unknown } | undefined;
  for (const [key, child] of node.children) {
    if (!Object.hasOwn(value, key)) continue;
    const path = field.path === '' ? key : `${field.path}.${key}`;
    const next = replaced(value[key], child, { path, entries: field.entries }, replace);
    if (next === value[key]) continue;
    copy ??= { ...value };
    copy[key] = next;
  }
  return copy ?? value;
}

function idOf(entry: unknown, field: string): string {
  return (isPlainObject(entry) && Object.hasOwn(entry, field) ? asText(entry[field]) : undefined) ?? '';
}

/** A value that identifies a document or an entry, as text: no two different ones are equal. Undefined for what identifies nothing. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return `s:${value}`;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return `d:${value.toISOString()}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${typeof value}:${value}`;
  return undefined;
}

/** `interactions.0.user_input` is a path through a list. */
function withoutPlaces(path: string): string {
  return /(^|\.)\d+(\.|$)/.test(path)
    ? path
        .split('.')
        .filter((key) => !/^\d+$/.test(key))
        .join('.')
    : path;
}
