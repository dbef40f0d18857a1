import type { ConceptId } from '../collections/index.js';

/** What would make the parts of a path ambiguous. */
const AMBIGUOUS = /[/"]/;

/**
 * A concept's whole name to show: no two concepts have the same. A part that holds a slash or a quotation mark stands in quotation marks.
 *
 * @example
 * conceptPath({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' }) //=> 'Algebra / Lines / Slope'
 * conceptPath({ subject: 'Algebra / Lines', topic: 'All', concept: 'Slope' }) //=> '"Algebra / Lines" / All / Slope'
 */
export function conceptPath({ subject, topic, concept }: ConceptId): string {
  return [subject, topic, concept].map((part) => (AMBIGUOUS.test(part) ? JSON.stringify(part) : part)).join(' / ');
}
