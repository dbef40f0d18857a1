import { command } from '../../repositories/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/** A log of more events is not read as a whole: a fit to so many tells the weights well, and takes a minute and some 100 MB. */
const MOST_EVENTS = 500_000;
/** The newest sessions that are looked through for learners, at most. */
const MOST_SESSIONS = 100_000;
/** Ids in one query, at most. */
const MOST_LEARNERS = 50_000;

/**
 * Whose answers a tuning reads: nothing for those of all, and of a log that is too large those of the learners who studied last. Whole learners
 * rather than a span of time: what is known of a learner at an answer is made of all answers before it, and a learner whose beginning is cut off
 * would look like a beginner who knows a lot.
 */
export async function whoseAnswers(
  context: EngineContext,
  events: number,
  control: CallControl,
  most: number = MOST_EVENTS,
): Promise<readonly string[] | undefined> {
  if (events <= most) return undefined;
  const { collections } = context;
  return readWithRetry(context, 'tune', control, async () => {
    const learners = await command('tune', control, (driver) => collections.collection('users').estimatedDocumentCount(driver));
    const some = Math.max(1, Math.min(MOST_LEARNERS, Math.floor((most * learners) / events)));
    return studiedLast(context, some, control);
  });
}

/** Learners who studied last; fewer than are asked for where the newest sessions are of fewer. */
async function studiedLast({ repositories }: EngineContext, most: number, { signal }: CallControl): Promise<string[]> {
  const asked = {
    signal,
    fields: ['user_id'],
    sort: { started_at: -1 },
    limit: MOST_SESSIONS,
    index: 'started',
    reach: 'all',
  } as const;
  const learners = new Set<string>();
  for await (const { user_id } of repositories.learning_sessions.find({ started_at: { $gt: new Date(0) } }, asked)) {
    learners.add(user_id);
    if (learners.size >= most) break;
  }
  return [...learners];
}
