import { inputSchema, learnerVerb } from 'adaptive-learning-engine/modules';
import { bookmarks, place } from '../bookmarks.js';

export const remove = learnerVerb({
  action: 'bookmark',
  kind: 'call',
  joins: true,
  input: inputSchema('RemoveBookmarkInput', place, {
    subject: 'The subject of the concept.',
    topic: 'The topic of the concept.',
    concept: 'The concept that is marked.',
  }),
  summary: 'Removes a bookmark.',
  result: 'Whether there was one.',
  run: (context, { userId: user_id }, marked) =>
    context.write([user_id], async (unit) => ({ removed: await unit.write(bookmarks, { delete: { user_id, ...marked } }) })),
});
