import { z } from 'zod';
import { type AnyMigration, migration } from '../schema/index.js';
import type { RecordedBy } from './recorded-by.js';

/** Who recorded an event, before people and roles were distinguished. */
const formerRecorder = z.enum(['learner', 'system']);

/**
 * The step from events that say `learner` or `system` to events that say which person or process in which role, and nothing of a learner, whose id they
 * have anyway. Backwards everybody but the learner is the host's system.
 */
export function namedRecorders(events: z.ZodDiscriminatedUnion<readonly z.ZodObject[]>): AnyMigration {
  const former = events.options.map((option) => (option as z.ZodObject).extend({ recorded_by: formerRecorder }));
  return migration({
    from: 1,
    to: 2,
    sentence: 'Events name the person or process that recorded them, with its role.',
    before: z.discriminatedUnion('type', former as never) as z.ZodType<{ readonly recorded_by?: 'learner' | 'system' | RecordedBy }>,
    fields: ['recorded_by'],
    up: ({ recorded_by, ...event }) => {
      if (recorded_by === undefined || recorded_by === 'learner') return event;
      return { ...event, recorded_by: recorded_by === 'system' ? { role: recorded_by } : recorded_by };
    },
    down: ({ recorded_by, ...event }) => ({ ...event, recorded_by: recorded_by === undefined ? 'learner' : 'system' }),
  });
}
