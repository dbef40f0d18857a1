import { engineVerb, fields, inputSchema } from 'adaptive-learning-engine/modules';
import { bookmarks } from '../bookmarks.js';
import { mostMarkedConcepts } from '../pipelines.js';

export const mostMarked = engineVerb({
  action: 'count_bookmarks',
  kind: 'read',
  aboutMany: true,
  input: inputSchema('MostMarkedInput', { subject: fields.name }, { subject: 'The subject whose concepts are counted.' }),
  summary: 'Counts the bookmarks of each concept of a subject, of the learners that the caller reaches.',
  result: 'Concepts that five learners or more have marked, those with most bookmarks first.',
  run: (context, { reach }, params) => context.read(bookmarks).run(mostMarkedConcepts, params, { reach }).toArray(),
});
