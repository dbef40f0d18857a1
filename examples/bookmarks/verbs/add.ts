import { fields, inputSchema, learnerVerb } from 'adaptive-learning-engine/modules';
import { bookmarks, place } from '../bookmarks.js';

export const add = learnerVerb({
  action: 'bookmark',
  kind: 'call',
  joins: true,
  input: inputSchema(
    'AddBookmarkInput',
    { ...place, note: fields.sentence.optional() },
    {
      subject: 'The subject of the concept.',
      topic: 'The topic of the concept.',
      concept: 'The concept to mark.',
      note: 'Why, in up to 300 characters; the note that was there stays if not given.',
    },
  ),
  summary: 'Marks a concept; one that is marked already gets the new note.',
  result: 'Whether this call marked it.',
  run: (context, { userId: user_id }, { note, ...concept }) =>
    context.write([user_id], async (unit) => {
      const marked = { user_id, ...concept };
      const isNew = (await unit.findOne(bookmarks, marked)) === null;
      const noted = note === undefined ? {} : { note };
      const { schemaVersion: schema_version } = bookmarks;
      if (isNew) await unit.write(bookmarks, { insert: { ...marked, ...noted, marked_at: context.now(), answers: 0, schema_version } });
      else if (note !== undefined) await unit.write(bookmarks, { update: marked, set: noted });
      return { added: isNew };
    }),
});
