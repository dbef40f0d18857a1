import { moduleJob } from 'adaptive-learning-engine/modules';
import { bookmarks } from './bookmarks.js';

const DAY_MS = 86_400_000;

export const tidy = (keepDays: number) =>
  moduleJob({
    summary: `Removes bookmarks that are older than ${keepDays} days.`,
    everyMinutes: 1_440,
    run: async (context) => {
      const marked_at = { $lt: new Date(context.now().getTime() - keepDays * DAY_MS) };
      let removed = 0;
      for await (const { user_id, subject, topic, concept } of context.read(bookmarks).find({ marked_at }, { reach: 'all' })) {
        const old = { user_id, subject, topic, concept, marked_at };
        if (await context.write([user_id], (unit) => unit.write(bookmarks, { delete: old }))) removed += 1;
      }
      return { removed };
    },
  });
