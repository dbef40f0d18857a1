import type { z } from 'zod';
import { type Concept, type ConceptDocument, conceptId, parseInput } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { listConceptsInput } from '../curriculum/concept-inputs.js';
import { mapped, type Page, pageOf } from '../listing.js';
import { cursorAfter, keyOfCursor } from '../queries/page-cursor.js';

export type ListConceptsInput = z.input<typeof listConceptsInput>;

/** A concept of the curriculum. */
export type ListedConcept = Omit<Concept, 'schema_version' | 'moved_to' | 'moving'>;

const KEY = ['subject', 'topic', 'concept'] as const;

/** The concepts of the curriculum in the order of subject, topic and name, page by page. */
export async function listConcepts(context: EngineContext, value: ListConceptsInput, control: CallControl): Promise<Page<ListedConcept>> {
  const where = 'listConcepts';
  const { cursor, limit, ...asked } = parseInput(listConceptsInput, value, where);
  const question = { verb: where, ...asked };
  const after = cursor === undefined ? undefined : (keyOfCursor(cursor, KEY, conceptId, question, where) as z.output<typeof conceptId>);
  const page = await pageOf(
    limit,
    (most) => context.repositories.concepts.page({ ...asked, after, limit: most, signal: control.signal }),
    (row) => cursorAfter(row, KEY, question),
  );
  return { ...(await mapped(page, { where: 'listConcepts', signal: control.signal }, listed)), next: page.next };
}

function listed({ _id, schema_version, moved_to, moving, ...concept }: ConceptDocument): ListedConcept {
  return concept;
}
