/** Of a field: its type, its name, and a number, a date, or the length of what follows. */
const FIELD = 24;
/** Bytes of a character at most; a pair of surrogates, which are two characters here, takes four. */
const CHARACTER = 3;

/** About how many bytes a plain value takes as BSON, rather too many than too few; it walks the value and writes nothing. */
export function roughBytes(value: unknown): number {
  if (typeof value === 'string') return FIELD + CHARACTER * value.length;
  if (typeof value !== 'object' || value === null || value instanceof Date) return FIELD;
  let bytes = FIELD;
  for (const key in value) bytes += CHARACTER * key.length + roughBytes((value as { readonly [key: string]: unknown })[key]);
  return bytes;
}
