type Fields = { readonly [field: string]: unknown };
type Cut = (document: Fields) => Fields;

/**
 * What a projection of the server leaves of a document, done here: paths that are included, and lists cut to their last entries. The `_id` stays.
 *
 * @example
 * cutTo({ 'a.b': 1 })({ _id: 1, a: { b: 2, c: 3 }, d: 4 }) //=> { _id: 1, a: { b: 2 } }
 */
export function cutTo(projection: { readonly [path: string]: unknown }): Cut {
  const included = Object.entries(projection).flatMap(([path, how]) => (how === 1 ? [path.split('.')] : []));
  const slices = Object.entries(projection).flatMap(([path, how]) => (how === 1 ? [] : [[path.split('.'), how] as const]));
  return (document) => {
    const left = included.length === 0 ? document : only(document, [['_id'], ...included]);
    return slices.reduce((now, [path, how]) => sliced(now, path, Number((how as { readonly $slice: number }).$slice)) as Fields, left);
  };
}

function only(value: unknown, paths: readonly (readonly string[])[]): Fields {
  const entries = Object.entries(value as Fields).flatMap(([key, inner]): (readonly [string, unknown])[] => {
    const below = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    if (below.length === 0) return [];
    if (below.some((rest) => rest.length === 0)) return [[key, inner]];
    if (Array.isArray(inner)) return [[key, inner.filter(isFields).map((item) => only(item, below))]];
    return isFields(inner) ? [[key, only(inner, below)]] : [];
  });
  return Object.fromEntries(entries);
}

function sliced(value: unknown, [key = '', ...below]: readonly string[], count: number): unknown {
  if (!isFields(value) || !Object.hasOwn(value, key)) return value;
  const inner = value[key];
  if (below.length > 0) return { ...value, [key]: sliced(inner, below, count) };
  return Array.isArray(inner) ? { ...value, [key]: inner.slice(count) } : value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
