/** The one key of an object that stands for what JSON has no form of; an object of data that has this key is wrapped itself. */
const TAG = '$';

type Tagged =
  | { readonly $: 'date'; readonly ms: number }
  | { readonly $: 'number'; readonly text: string }
  | { readonly $: 'object'; readonly fields: { readonly [key: string]: unknown } };

/**
 * Writes plain data as text from which {@link fromKeptForm} reads the same again: dates, every number, any text, any key. Fields that are
 * undefined are left out.
 *
 * @param sorted - writes the fields of objects in the order of their names, so that equal data gives equal text
 * @throws TypeError for what has no such form: instances of classes, functions, undefined in lists, invalid dates
 *
 * @example
 * toKeptForm({ day: new Date(0), mean: -0 }) //=> '{"day":{"$":"date","ms":0},"mean":{"$":"number","text":"-0"}}'
 */
export function toKeptForm(value: unknown, { sorted = false }: { readonly sorted?: boolean } = {}): string {
  return JSON.stringify(encode(value, sorted));
}

/** Reads what {@link toKeptForm} wrote; each reading gives data of its own. */
export function fromKeptForm(text: string): unknown {
  return decode(JSON.parse(text) as unknown);
}

function encode(value: unknown, sorted: boolean): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return encodeNumber(value);
  if (Array.isArray(value)) return Array.from(value, (entry: unknown) => encode(entry, sorted));
  if (typeof value !== 'object') throw new TypeError(`Expected plain data, came a ${typeof value}`);
  if (value instanceof Date) return encodeDate(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('Expected plain data, came an instance of a class');
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  if (sorted) present.sort(([a], [b]) => (a < b ? -1 : 1));
  const fields = Object.fromEntries(present.map(([key, field]) => [key, encode(field, sorted)]));
  return TAG in fields ? ({ $: 'object', fields } satisfies Tagged) : fields;
}

function encodeNumber(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $: 'number', text: Object.is(value, -0) ? '-0' : String(value) } satisfies Tagged;
}

function encodeDate(value: Date): Tagged {
  const ms = value.getTime();
  if (Number.isNaN(ms)) throw new TypeError('Expected a date, came an invalid one');
  return { $: 'date', ms };
}

/** In place: the text was read for this reading alone, and most of it stands as it is. */
function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Object.hasOwn(value, TAG)) return decodeFields(value);
  const tagged = value as Tagged;
  if (tagged.$ === 'date') return new Date(tagged.ms);
  if (tagged.$ === 'number') return Number(tagged.text);
  return decodeFields(tagged.fields);
}

/** Of lists too. Each field is an own one, whatever it is called, so that an assignment to `__proto__` is one like any other. */
function decodeFields(fields: object): object {
  const own = fields as { [key: string]: unknown };
  for (const key of Object.keys(own)) {
    const field = own[key];
    if (typeof field === 'object' && field !== null) own[key] = decode(field);
  }
  return own;
}
