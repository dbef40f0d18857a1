/**
 * The paths at which two documents differ; none when they are equal. Written apart from the library's own comparison,
 * so that a fault there cannot hide one here. A field that is undefined is one that is missing: so the driver stores it.
 */
export function documentDifferences(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b)) return [];
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime() ? [] : [path];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [path];
  if (Array.isArray(a) !== Array.isArray(b) || a instanceof Date !== b instanceof Date) return [path];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  // How often a document was written, by its writers' count: it guards them from each other and does not follow from the log.
  if (path === '') keys.delete('revision');
  return [...keys].flatMap((key) => documentDifferences(Reflect.get(a, key), Reflect.get(b, key), path === '' ? key : `${path}.${key}`));
}
