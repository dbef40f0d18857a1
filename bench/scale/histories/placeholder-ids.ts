/** What stands in a life where each learner has something of their own; all of the length of what comes there. */

/** The id of the event by which the engine makes a learner. */
export const CREATED = 'learner_created/1';

const LEARNER = 'a11ce000-0000-4000-8000-000000000000';
const SESSION = '5e551000-0000-4000-8000-';
const NAME = 'learner-0000000';

/** Digits of a learner's number in what they are called. */
export const NAME_DIGITS = 7;

/** The learner whose life it is. */
export const learnerOf = (): string => LEARNER;

/** The session of that place in a life. */
export const sessionOf = (index: number): string => `${SESSION}${index.toString(16).padStart(12, '0')}`;

/** What a learner is called, before the number. */
export const nameOf = (): string => NAME;

/** Where in some bytes these stand. */
export function placesOf(bytes: Buffer) {
  return {
    learners: occurrences(bytes, LEARNER),
    sessions: occurrences(bytes, SESSION).map((at) => ({
      at,
      index: Number.parseInt(bytes.toString('latin1', at + SESSION.length, at + SESSION.length + 12), 16),
    })),
    numbers: occurrences(bytes, NAME).map((at) => at + NAME.length - NAME_DIGITS),
  };
}

function occurrences(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text, 0, 'latin1'); at >= 0; at = bytes.indexOf(text, at + text.length, 'latin1')) places.push(at);
  return places;
}
