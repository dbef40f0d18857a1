/** Columns of a line at most, where what it says can be broken. */
const WIDTH = 120;
const STEP = '  ';

/**
 * Plain data in the syntax of mongosh, which Compass takes too: `ISODate("…")` for an instant, and quotes only around names that need them.
 *
 * @throws Error for what that syntax would not give back as it was
 */
export function inShell(value: unknown, indent = '', before = 0): string {
  const line = onOneLine(value);
  const [open, items, close] = partsOf(value) ?? [];
  const [only, more] = items ?? [];
  if (items === undefined || only === undefined || indent.length + before + line.length <= WIDTH) return line;
  // What stands alone opens and closes with what holds it.
  if (more === undefined && partsOf(only[1]) !== undefined) {
    const space = open === '{' ? ' ' : '';
    const opening = `${open}${space}${only[0]}`;
    return `${opening}${inShell(only[1], indent, before + opening.length)}${space}${close}`;
  }
  const inner = `${indent}${STEP}`;
  const lines = items.map(([name, item]) => `${inner}${name}${inShell(item, inner, name.length + 1)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  const [open, items, close] = partsOf(value) ?? [];
  if (items === undefined) return scalar(value);
  const space = open === '{' && items.length > 0 ? ' ' : '';
  return `${open}${space}${items.map(([name, item]) => `${name}${onOneLine(item)}`).join(', ')}${space}${close}`;
}

/** What an object or a list holds, each with the name that stands before it. */
function partsOf(value: unknown): readonly ['[' | '{', readonly (readonly [string, unknown])[], string] | undefined {
  if (Array.isArray(value)) return ['[', value.map((item) => ['', item] as const), ']'];
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  return ['{', Object.entries(value).map(([name, item]) => [`${nameOf(name)}: `, item] as const), '}'];
}

function nameOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function scalar(value: unknown): string {
  if (value instanceof Date) return `ISODate(${JSON.stringify(value)})`;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Error(`${String(value)} cannot be written down so that the shell reads the same`);
}
