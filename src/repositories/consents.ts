import type { Document } from 'mongodb';
import { type AnyPipeline, INVALID_DOCUMENT } from '../pipelines/index.js';
import { type AnyDeclaration, upToDate, withheldPaths, withoutConsent } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { command } from './command.js';

/** Filters raw rows by consent. */
export type Shown = (rows: readonly Document[]) => Promise<Document[]>;

/** The projection, filter and sort of a read. */
interface Reading {
  readonly projection?: Document | undefined;
  readonly filter?: object | undefined;
  readonly sort?: object | undefined;
}

/**
 * Consent to the use of emotions. Reads return a part without consent as its declaration says, and leave out documents that were found or sorted by
 * such a part.
 */
export class Consents {
  readonly #collections: CollectionSet;

  constructor(collections: CollectionSet) {
    this.#collections = collections;
  }

  /** The given learners who allow it. */
  async willing(userIds: Iterable<string>, options: CallOptions): Promise<ReadonlySet<string>> {
    const asked = [...new Set(userIds)];
    if (asked.length === 0) return new Set();
    const filter = { user_id: { $in: asked }, 'preferences.privacy_settings.emotional_data_usage': true };
    const found = { projection: { _id: 0, user_id: 1 }, hint: 'user_id' };
    const accounts = await command('users.willing', options, (driver) =>
      this.#collections
        .collection('users')
        .find(filter, { ...driver, ...found })
        .toArray(),
    );
    return new Set(accounts.map((account) => account['user_id'] as string));
  }

  /** How a read applies consent to its rows; undefined if no part of them needs consent. */
  reading(declaration: AnyDeclaration, { projection, filter, sort }: Reading, options: CallOptions): ConsentedRead | undefined {
    const paths = withheldPaths(declaration);
    if (paths.length === 0) return undefined;
    const touches = (path: string) => paths.some((withheld) => withheld === '*' || meet(withheld, path));
    const isAskedBy = [...pathsOf(filter), ...Object.keys(sort ?? {})].some((path) => path !== declaration.owner && touches(path));
    const isShown = projection === undefined || Object.keys(projection).some(touches);
    if (!isAskedBy && !isShown) return undefined;
    const { owner } = declaration;
    const isOwnerAdded = projection !== undefined && !Object.keys(projection).some((path) => path === owner);
    const show: Shown = async (rows) => {
      const willing = await this.willing(
        rows.map((row) => nameOf(row[owner])),
        options,
      );
      return rows.flatMap((row) => {
        const shown = willing.has(nameOf(row[owner])) ? row : isAskedBy ? null : withoutConsent(declaration, row);
        if (shown === null) return [];
        if (!isOwnerAdded) return [shown];
        const { [owner]: _, ...rest } = shown;
        return [rest];
      });
    };
    return { projection: isOwnerAdded ? { ...projection, [owner]: 1 } : projection, show, isAskedBy };
  }

  /** How a pipeline applies consent to its rows; if they contain no `user_id`, that of its params is used. */
  asked(pipeline: AnyPipeline, params: object, options: CallOptions): Shown | undefined {
    const { withheld } = pipeline;
    if (withheld === undefined) return undefined;
    const ownerOf = (row: object) => nameOf(('user_id' in row ? row : (params as { readonly user_id?: unknown })).user_id);
    return async (rows) => {
      // An account among the rows says it itself.
      const unsaid = rows.filter((row) => !(INVALID_DOCUMENT in row) && settingOf(row) === undefined);
      const willing = await this.willing(unsaid.map(ownerOf), options);
      const isShown = (row: Document) => INVALID_DOCUMENT in row || (settingOf(row) ?? willing.has(ownerOf(row)));
      return rows.flatMap((row) => (isShown(row) ? [row] : (withheld(row as never) ?? [])));
    };
  }
}

/** How a read is sent, and what is shown of what comes: everything where nobody asks for consent. */
export interface Consented<Found> {
  readonly found: Found;
  readonly show: Shown | undefined;
  readonly isAskedBy: boolean;
}

/**
 * A read as it is sent for hosts; without `consents`, as the engine's own, which is shown everything. Whole documents are brought to today's form
 * first, in which the parts are named that need consent.
 */
export function consented<Found extends Document>(
  consents: Consents | undefined,
  declaration: AnyDeclaration,
  found: Found,
  filter: object,
  options: CallOptions,
): Consented<Found> {
  const read = consentedToday(consents, declaration, found, filter, options);
  if (declaration.migrations === undefined || found['projection'] !== undefined) return read;
  const { show = async (rows) => [...rows] } = read;
  return { ...read, show: (rows) => show(rows.map((row) => upToDate(declaration, row))) };
}

function consentedToday<Found extends Document>(
  consents: Consents | undefined,
  declaration: AnyDeclaration,
  found: Found,
  filter: object,
  options: CallOptions,
): Consented<Found> {
  const read = consents?.reading(declaration, { projection: found['projection'], sort: found['sort'], filter }, options);
  if (read === undefined) return { found, show: undefined, isAskedBy: false };
  const { projection, show, isAskedBy } = read;
  return { found: projection === undefined ? found : { ...found, projection }, show, isAskedBy };
}

/** A read with consent applied. */
interface ConsentedRead {
  /** The projection, including the owner of each row. */
  readonly projection: Document | undefined;
  readonly show: Shown;
  /** Whether documents are found or sorted by a part that needs consent. */
  readonly isAskedBy: boolean;
}

function settingOf(row: Document): boolean | undefined {
  const said: unknown = row['preferences']?.privacy_settings?.emotional_data_usage;
  return typeof said === 'boolean' ? said : undefined;
}

/** Whose a row is; nobody's, who allows nothing, where that is no text. */
function nameOf(owner: unknown): string {
  return typeof owner === 'string' ? owner : '';
}

/** True when one path is the other, or leads to it. */
function meet(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** The paths that a filter goes by, at any depth. */
function pathsOf(filter: unknown): string[] {
  if (Array.isArray(filter)) return filter.flatMap(pathsOf);
  if (typeof filter !== 'object' || filter === null) return [];
  return Object.entries(filter).flatMap(([key, value]) => (key.startsWith('$') ? pathsOf(value) : [withoutPlaces(key)]));
}

/** `interactions.0.emotional_context` is a path through a list. */
function withoutPlaces(path: string): string {
  return path
    .split('.')
    .filter((key) => !/^\d+$/.test(key))
    .join('.');
}
