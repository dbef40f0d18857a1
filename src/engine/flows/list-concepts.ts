import type { z } from 'zod';
import { type Concept, type ConceptDocument, conceptId } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { listConceptsInput } from '../curriculum/concept-inputs.js';
import { engineVerb } from '../define-verb.js';
import { mapped, type Page, pageOf } from '../listing.js';
import { cursorAfter, keyOfCursor } from '../queries/page-cursor.js';

/** A concept of the curriculum. */
export type ListedConcept = Omit<Concept, 'schema_version' | 'moved_to' | 'moving'>;

const KEY = ['subject', 'topic', 'concept'] as const;

export const listConcepts = engineVerb({
  name: 'listConcepts',
  action: 'read_curriculum',
  kind: 'read',
  input: listConceptsInput.prefault({}),
  summary: 'Lists the curriculum, sorted by subject, topic and concept: all at once, or page by page.',
  result: 'The rows of the page, and `next`, the `cursor` of the next page; null on the last page.',
  example: `const { rows, next } = await engine.listConcepts({ subject: 'Algebra', topic: 'Lines', limit: 50 });`,
  run,
});

async function run(
  context: EngineContext,
  _: Actor,
  { cursor, limit, ...asked }: z.output<typeof listConceptsInput>,
  control: CallControl,
): Promise<Page<ListedConcept>> {
  const where = 'listConcepts';
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
