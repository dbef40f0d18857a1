import type { Document } from 'mongodb';
import { type AnyPipeline, INVALID_DOCUMENT } from '../pipelines/index.js';
import { isPlainObject } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import type { Consented, Shown } from './consents.js';
import { IN_CLEAR, type Sealing } from './sealing.js';

/** How a read is sent, and what is made of its rows: they are decrypted, and then shown as consent allows. */
export function shownRows<Found extends Document>(
  { found, show }: Consented<Found>,
  sealing: Sealing,
  where: string,
  options: CallOptions,
): Pick<Consented<Found>, 'found' | 'show'> {
  if (sealing === IN_CLEAR) return { found, show };
  const { projection, added } = sealing.withBinding(found['projection']);
  const open: Shown = async (rows) => (await sealing.open(rows, where, options)).map((row) => without(row, added));
  return { found: projection === undefined ? found : { ...found, projection }, show: both(open, show) };
}

/** How the rows of a pipeline are decrypted, where they contain parts of documents with encrypted fields. */
export function openedRows(
  { decrypted }: AnyPipeline,
  params: object,
  collections: CollectionSet,
  where: string,
  options: CallOptions,
): Shown | undefined {
  const { encryption } = collections;
  if (encryption === undefined || decrypted === undefined) return undefined;
  return async (rows) => {
    let opened: readonly Document[] = rows;
    for (const [field, name] of Object.entries(decrypted)) {
      const sealing = encryption.sealingOf(collections.declarationOf(name)) ?? IN_CLEAR;
      opened = await openedAt(field, opened, params, (parts) => sealing.open(parts, where, options));
    }
    return [...opened];
  };
}

/** Rows with the documents at one of their fields opened. */
async function openedAt(
  field: string,
  rows: readonly Document[],
  params: object,
  open: (parts: readonly Document[]) => Promise<readonly Document[]>,
): Promise<readonly Document[]> {
  const partOf = (row: Document): unknown => (field === '' ? row : row[field]);
  const places = rows.flatMap((row, index) => (isPlainObject(partOf(row)) && !(INVALID_DOCUMENT in row) ? [index] : []));
  const parts = places.map((index) => {
    const part = partOf(rows[index] as Document) as Document;
    const missing = Object.entries(params).filter(([name]) => !(name in part));
    return { part: { ...Object.fromEntries(missing), ...part }, added: missing.map(([name]) => name) };
  });
  const opened = await open(parts.map(({ part }) => part));
  const result = [...rows];
  for (const [place, index] of places.entries()) {
    const part = without(opened[place] as Document, parts[place]?.added ?? []);
    result[index] = field === '' ? part : { ...rows[index], [field]: part };
  }
  return result;
}

/** One after the other. */
export function both(first: Shown | undefined, second: Shown | undefined): Shown | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return (rows) => first(rows).then(second);
}

function without(row: Document, fields: readonly string[]): Document {
  return fields.length === 0 ? row : Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
}
