/**
 * Names that Node's ICU (CLDR) keeps from the 1990s, and what the IANA database calls the same zones now. A newer runtime gives the new name
 * by itself; the table makes all runtimes agree.
 */
const IANA_NAMES: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** `+5`, `+5:30`, `+05:30`, `+0530`; as far from UTC as a day at most. */
const OFFSET = /^([+-])(\d{1,2})(?::?([0-5]\d))?$/;
const MOST_HOURS = 23;

/** Zones by each spelling in which they were asked for; there are some 600 names. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 1_000;

/**
 * The canonical spelling of a time zone, for storing and comparing.
 *
 * A zone gets its current name in the IANA database, with the typical capitals. An alias is replaced by the zone that it stands for (`US/Eastern` is
 * `America/New_York`, `Asia/Calcutta` is `Asia/Kolkata`, `gmt` is `UTC`). An offset has a sign, two digits, a colon and two digits.
 *
 * @param zone - an IANA time zone in upper or lower case, or an offset such as `+5:30`
 * @returns undefined for any other text
 *
 * @example
 * canonicalZone('america/new_york') //=> 'America/New_York'
 * canonicalZone('Asia/Calcutta') //=> 'Asia/Kolkata'
 * canonicalZone('+5:30') //=> '+05:30'
 * canonicalZone('Europe/Atlantis') //=> undefined
 */
export function canonicalZone(zone: string): string | undefined {
  if (typeof zone !== 'string') return undefined;
  const found = known.get(zone);
  if (found !== undefined) return found;
  const canonical = /^[A-Za-z]/.test(zone) ? named(zone) : offset(zone);
  if (canonical !== undefined && known.size < KNOWN_AT_MOST) known.set(zone, canonical);
  return canonical;
}

function named(zone: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return IANA_NAMES[timeZone] ?? timeZone;
  } catch {
    return undefined;
  }
}

function offset(text: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(text) ?? [];
  if (sign === undefined || Number(hours) > MOST_HOURS) return undefined;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
