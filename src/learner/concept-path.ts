import type { ConceptId } from '../collections/index.js';

/** What would make the parts of a path ambiguous. */
const AMBIGUOUS = /[/"]/;

/**
 * The full name of a concept for display, unique per concept. A part that contains a slash or a quotation mark is quoted.
 *
 * @example
 * conceptPath({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' }) //=> 'Algebra / Lines / Slope'
 * conceptPath({ subject: 'Algebra / Lines', topic: 'All', concept: 'Slope' }) //=> '"Algebra / Lines" / All / Slope'
 */
export function conceptPath({ subject, topic, concept }: ConceptId): string {
  return [subject, topic, concept].map((part) => (AMBIGUOUS.test(part) ? JSON.stringify(part) : part)).join(' / ');
}
