import { UNREADABLE_NAMED_AT_MOST, type Unreadable } from '../engine/index.js';
import type { LeftOut } from './report.js';
import { plural } from './spec/words.js';

/**
 * What a report says of stored documents that could not be counted, each once however many questions met it; undefined when there are none.
 *
 * @param answers - the `unreadable` of each answer that the report is made from
 */
export function leftOutOf(answers: readonly (readonly Unreadable[])[]): LeftOut | undefined {
  const rows = new Map(answers.flat().map(({ collection, id }) => [`${collection} ${id}`, [collection, id]] as const));
  if (rows.size === 0) return undefined;
  // An answer that names as many as it may can have left out others.
  const isMore = answers.some(({ length }) => length >= UNREADABLE_NAMED_AT_MOST);
  return {
    says: `${isMore ? 'At least ' : ''}${plural(rows.size, 'stored document')} could not be read and ${rows.size === 1 ? 'is' : 'are'} left out.`,
    table: {
      columns: [
        { title: 'Collection', side: 'left' },
        { title: 'Document', side: 'left' },
      ],
      // The server gives them in no order.
      rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    },
  };
}
