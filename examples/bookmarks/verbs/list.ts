import { learnerVerb, NOTHING } from 'adaptive-learning-engine/modules';
import { bookmarks } from '../bookmarks.js';

export const list = learnerVerb({
  action: 'read',
  kind: 'read',
  input: NOTHING,
  summary: 'Lists the bookmarks of the learner, 200 at most.',
  result: 'The bookmarks, the newest first.',
  run: async (context, { userId: user_id }) => {
    const rows = await context
      .read(bookmarks)
      .find({ user_id }, { sort: { marked_at: -1 }, limit: 200 })
      .toArray();
    return rows.map(({ _id, ...bookmark }) => bookmark);
  },
});
