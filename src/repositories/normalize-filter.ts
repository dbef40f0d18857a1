import { type AnyDeclaration, spellingAt } from '../schema/index.js';

type Spelling = ReturnType<typeof spellingAt>;
type Part = { readonly [path: string]: unknown };

const known = new WeakMap<AnyDeclaration, Map<string, Spelling>>();
const MOST_KNOWN = 500;

/**
 * A filter that was checked, with each name, zone and address in the one spelling that is stored: what looks the same is then found.
 *
 * @param prefix of its paths: empty, or that of the list whose entry is to fit
 */
export function normalizeFilter(declaration: AnyDeclaration, filter: object, prefix = ''): Part {
  const spelledParts = Object.entries(filter).map(([path, condition]): [string, unknown] => {
    if (path === '$and' || path === '$or') return [path, (condition as object[]).map((part) => normalizeFilter(declaration, part, prefix))];
    return [path, spelledCondition(declaration, prefix + path, condition)];
  });
  return Object.fromEntries(spelledParts);
}

function spelledCondition(declaration: AnyDeclaration, path: string, condition: unknown): unknown {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition) || condition instanceof Date)
    return spelledValue(spellingOf(declaration, path), condition);
  const entries = Object.entries(condition);
  if (entries.length === 0 || !entries.every(([key]) => key.startsWith('$'))) return condition;
  return Object.fromEntries(
    entries.map(([operator, value]) => {
      if (operator === '$elemMatch') return [operator, normalizeFilter(declaration, value as object, `${path}.`)];
      return [operator, spelledValue(spellingOf(declaration, path), value)];
    }),
  );
}

function spelledValue(spelling: Spelling, value: unknown): unknown {
  if (spelling === undefined) return value;
  if (typeof value === 'string') return spelling(value);
  return Array.isArray(value) ? value.map((item) => spelledValue(spelling, item)) : value;
}

/** The same few paths stand in every filter. */
function spellingOf(declaration: AnyDeclaration, path: string): Spelling {
  const paths = known.get(declaration) ?? new Map<string, Spelling>();
  known.set(declaration, paths);
  if (paths.has(path)) return paths.get(path);
  const spelling = spellingAt(declaration.schema, path);
  if (paths.size < MOST_KNOWN) paths.set(path, spelling);
  return spelling;
}
