import { reaction } from 'adaptive-learning-engine/modules';
import { bookmarks } from './bookmarks.js';

export const countAnswers = reaction({
  summary: 'Counts the answers to the concept of a bookmark, and takes an answer out of the count when it is undone.',
  to: ['answer', 'answer_undone'],
  run: async (unit, events) => {
    for (const event of events) {
      const { subject, topic, concept } = event.type === 'answer' ? event.answer : event.undo;
      const marked = { user_id: event.user_id, subject, topic, concept };
      if (event.type === 'answer')
        await unit.write(bookmarks, { update: marked, set: { answered_at: event.occurred_at }, increment: { answers: 1 } });
      else await unit.write(bookmarks, { update: { ...marked, answers: { $gt: 0 } }, increment: { answers: -1 } });
    }
  },
});
