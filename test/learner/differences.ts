/** Numbers as far apart as sums in another order may be. */
const TOLERANCE = 1e-9;

/**
 * Where a value differs from what is expected of it, as lines of path, expectation and value. Fields that the expectation does not name are free;
 * a field that it names as undefined must be absent; lists must be equally long.
 *
 * @example
 * differences({ a: { b: 1 } }, { a: { b: 2, c: 3 } }) //=> ['a.b: expected 1, is 2']
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const apart = Math.abs(expected - actual);
    return apart <= TOLERANCE * Math.max(1, Math.abs(expected)) ? [] : [line(path, expected, actual)];
  }
  if (expected instanceof Date)
    return actual instanceof Date && actual.getTime() === expected.getTime() ? [] : [line(path, expected, actual)];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [line(path, expected, actual)];
    return expected.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [line(path, expected, actual)];
    // A map by name holds nothing but the names expected.
    const extra = isTally(path) ? Object.keys(actual).filter((key) => !Object.hasOwn(expected, key)) : [];
    return [
      ...extra.map((key) => line(`${path}.${key}`, undefined, actual[key])),
      ...Object.keys(expected).flatMap((key) => {
        if (expected[key] === undefined && Object.hasOwn(actual, key)) return [line(`${path}.${key}`, 'no such field', actual[key])];
        return differences(expected[key], Object.hasOwn(actual, key) ? actual[key] : undefined, path === '' ? key : `${path}.${key}`);
      }),
    ];
  }
  return Object.is(expected, actual) ? [] : [line(path, expected, actual)];
}

const MAPS = ['providers_used', 'emotions', 'styles', 'strategies', 'subjects', 'emotional_associations', 'learning_style_effectiveness'];

function isTally(path: string): boolean {
  return MAPS.some((map) => path.endsWith(map));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function line(path: string, expected: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, is ${JSON.stringify(actual)}`;
}
