/**
 * What begins the texts that stand for what JSON has no form of: `$d` and milliseconds for a date, `$n` for a number such as -0. A text of the
 * data that begins so gets one more.
 */
const MARK = '$';
const DATE = `${MARK}d`;
const NUMBER = `${MARK}n`;

/**
 * Writes plain data as text from which {@link decodeFromCache} reads the same again: dates, every number, any text, any key. Fields that are
 * undefined are left out.
 *
 * @param sorted - writes the fields of objects in the order of their names, so that equal data gives equal text
 * @throws TypeError for what has no such form: instances of classes, functions, undefined in lists, invalid dates
 *
 * @example
 * toKeptForm({ day: new Date(0), mean: -0, cost: '$5' }) //=> '{"day":"$d0","mean":"$n-0","cost":"$$5"}'
 */
export function encodeForCache(value: unknown, { sorted = false }: { readonly sorted?: boolean } = {}): string {
  return JSON.stringify(encode(value, sorted));
}

/** Reads what {@link encodeForCache} wrote; each reading gives data of its own. */
export function decodeFromCache(text: string): unknown {
  return decode(JSON.parse(text) as unknown);
}

function encode(value: unknown, sorted: boolean): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return isMarked(value) ? MARK + value : value;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : NUMBER + textOf(value);
  if (Array.isArray(value)) return Array.from(value, (entry: unknown) => encode(entry, sorted));
  if (typeof value !== 'object') throw new TypeError(`Expected plain data, got a ${typeof value}`);
  if (value instanceof Date) return DATE + millisecondsOf(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('Expected plain data, got an instance of a class');
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  if (sorted) present.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(present.map(([key, field]) => [key, encode(field, sorted)]));
}

function textOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function millisecondsOf(value: Date): number {
  const ms = value.getTime();
  if (Number.isNaN(ms)) throw new TypeError('Expected a date, got an invalid one');
  return ms;
}

/** In place: the text was read for this reading alone, and most of it stands as it is. */
function decode(value: unknown): unknown {
  if (typeof value === 'string') return isMarked(value) ? decodeMarked(value) : value;
  if (Array.isArray(value)) for (let index = 0; index < value.length; index += 1) value[index] = decode(value[index]);
  else if (typeof value === 'object' && value !== null) decodeFields(value as { [key: string]: unknown });
  return value;
}

/** Each field is an own one, whatever it is called, so that an assignment to `__proto__` is one like any other. */
function decodeFields(fields: { [key: string]: unknown }): void {
  for (const key in fields) {
    const field = fields[key];
    if (typeof field === 'string' ? isMarked(field) : typeof field === 'object') fields[key] = decode(field);
  }
}

function isMarked(text: string): boolean {
  return text.charCodeAt(0) === MARK.charCodeAt(0);
}

function decodeMarked(text: string): unknown {
  if (text.startsWith(DATE)) return new Date(Number(text.slice(DATE.length)));
  if (text.startsWith(NUMBER)) return Number(text.slice(NUMBER.length));
  return text.slice(MARK.length);
}
