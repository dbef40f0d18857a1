/** What is returned for a part of a document without the learner's consent. */
export interface Withheld {
  /** The required privacy setting. */
  readonly unless: 'emotional_data_usage';
  /** `absent`: the part is left out; `no_document`: documents with this part are left out; or a replacement value. */
  readonly shown: 'absent' | 'no_document' | { readonly as: (stored: unknown) => unknown };
}

const unless = 'emotional_data_usage';

/** Parts that tell how a learner feels. */
export const EMOTIONAL = {
  absent: { unless, shown: 'absent' },
  noDocument: { unless, shown: 'no_document' },
  as: (value: unknown) => ({ unless, shown: { as: () => structuredClone(value) } }),
  /** Some entries of a list are left out. */
  only: (isShown: (entry: unknown) => boolean) => ({
    unless,
    shown: { as: (stored: unknown) => (Array.isArray(stored) ? stored.filter(isShown) : stored) },
  }),
} as const satisfies { readonly [form: string]: Withheld | ((given: never) => Withheld) };

/** What a declaration says of consent: by path, or `*` for the whole document. */
export interface WithConsent {
  readonly consent: { readonly [path: string]: Withheld | undefined };
}

/** The paths that consent is needed for. */
export function withheldPaths({ consent }: WithConsent): readonly string[] {
  return Object.keys(consent);
}

/**
 * A document, or a part of one, as it is shown while its learner withholds consent; null where it is not shown at all. What is given stays
 * as it is.
 *
 * @example
 * withoutConsent(contentMastery, { learning_history: [{ correct: true, emotional_state: 'hope' }] })
 * //=> { learning_history: [{ correct: true, emotional_state: 'neutral' }] }
 */
export function withoutConsent<Document extends object>({ consent }: WithConsent, document: Document): Document | null {
  let shown: unknown = document;
  for (const [path, withheld] of Object.entries(consent)) {
    if (withheld === undefined) continue;
    if (withheld.shown === 'no_document') {
      if (path === '*' || has(document, path.split('.'))) return null;
      continue;
    }
    shown = replaced(shown, path.split('.'), withheld.shown);
  }
  return shown as Document;
}

function replaced(value: unknown, [key, ...below]: readonly string[], shown: Exclude<Withheld['shown'], 'no_document'>): unknown {
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, [key as string, ...below], shown));
  if (!isObject(value) || key === undefined || !Object.hasOwn(value, key)) return value;
  const { [key]: stored, ...rest } = value;
  if (below.length > 0) return { ...value, [key]: replaced(stored, below, shown) };
  return shown === 'absent' ? rest : { ...value, [key]: shown.as(stored) };
}

function has(value: unknown, [key, ...below]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  return isObject(value) && Object.hasOwn(value, key) && has(value[key], below);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
