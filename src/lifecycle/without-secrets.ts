import type { AnyDeclaration } from '../schema/index.js';

/** A document without its `_id` and its secrets: hashes of passwords, tokens and keys tell a person nothing, and open doors. */
export function withoutSecrets({ secrets = [] }: AnyDeclaration, document: object): object {
  return without(document as Fields, ['_id', ...secrets]);
}

interface Fields {
  readonly [field: string]: unknown;
}

function without(document: Fields, paths: readonly string[]): Fields {
  const kept = Object.entries(document).flatMap(([field, value]) => {
    if (paths.includes(field)) return [];
    const inside = paths.filter((path) => path.startsWith(`${field}.`)).map((path) => path.slice(field.length + 1));
    return [[field, inside.length === 0 ? value : without(value as Fields, inside)] as const];
  });
  return Object.fromEntries(kept);
}
