import type { Patch } from '../../src/repositories/patch.js';

type Fields = { [key: string]: unknown };

/** What the server makes of a document by an update of the repositories; the document is not changed. */
export function applyPatch(document: object, { $set = {}, $unset = {}, $push = {} }: Patch): object {
  const result = structuredClone(document) as Fields;
  for (const [path, value] of Object.entries($set)) placeOf(result, path, (place, key) => Reflect.set(place, key, value));
  for (const path of Object.keys($unset)) placeOf(result, path, (place, key) => Reflect.deleteProperty(place, key));
  for (const [path, { $each, $slice }] of Object.entries($push)) {
    placeOf(result, path, (place, key) => Reflect.set(place, key, [...(place[key] as unknown[]), ...$each].slice($slice)));
  }
  return result;
}

function placeOf(document: Fields, path: string, change: (place: Fields, key: string) => boolean): void {
  const keys = path.split('.');
  let place = document;
  for (const key of keys.slice(0, -1)) place = place[key] as Fields;
  change(place, keys.at(-1) as string);
}
