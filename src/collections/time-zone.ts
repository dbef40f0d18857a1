/** Zones by each spelling in which they were asked for; there are some 600 zones. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 1_000;

/**
 * A time zone in the spelling that runtimes and servers know it by, or undefined for what is no zone. Asking the runtime takes longer than
 * most questions to the database, so what it said is remembered.
 *
 * @example
 * spelledZone('europe/zurich') //=> 'Europe/Zurich'
 */
export function spelledZone(value: string): string | undefined {
  const found = known.get(value);
  if (found !== undefined) return found;
  // A bare offset such as +02:00 is no zone: it cannot know daylight saving.
  if (!/^[A-Za-z]/.test(value)) return undefined;
  const zone = resolved(value);
  if (zone !== undefined && known.size < KNOWN_AT_MOST) known.set(value, zone);
  return zone;
}

function resolved(value: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
