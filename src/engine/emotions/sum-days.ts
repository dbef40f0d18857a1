import { type EmotionalDay, type EmotionalEvent, sumEmotionalDay } from '../../learner/index.js';
import { emotionalLog } from '../../pipelines/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { AggregationTally } from './aggregation-tally.js';
import type { SessionDays } from './session-days.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No clock on earth was ever further from UTC than 15 hours and 14 minutes (Manila before 1844). */
const FARTHEST_ZONE_MS = 16 * HOUR_MS;
/** A day turns at 23 o'clock at the latest. */
const LATEST_TURN_MS = 23 * HOUR_MS;
/** Days so close to each other are read in one go, for the spans of time that they can lie in meet. */
const CLOSE_DAYS = 3;
/** Events that are held until their sessions are known. */
const CHUNK = 500;

/** The first and the last instant at which a day can be somewhere. */
export const earliestOf = (day: number) => new Date(day * DAY_MS - FARTHEST_ZONE_MS);
const latestOf = (day: number) => new Date((day + 1) * DAY_MS + LATEST_TURN_MS + FARTHEST_ZONE_MS);

/** The days that an instant can lie in, somewhere. */
export function possibleDays(at: Date): { readonly first: number; readonly last: number } {
  const [first, last] = [at.getTime() - LATEST_TURN_MS - FARTHEST_ZONE_MS, at.getTime() + FARTHEST_ZONE_MS];
  return { first: Math.floor(first / DAY_MS), last: Math.floor(last / DAY_MS) };
}

/** Sums days of a learner from the log; what is held at a time are the events of three days and a bit. */
export async function sumDays(
  context: EngineContext,
  userId: string,
  days: readonly number[],
  places: SessionDays,
  tally: AggregationTally,
  control: CallControl,
): Promise<ReadonlyMap<number, EmotionalDay>> {
  const summed = new Map<number, EmotionalDay>();
  const finish = async (day: number, events: readonly EmotionalEvent[]) => {
    const all = [...events, ...(await laterRatings(context, userId, events, tally, control))];
    summed.set(day, sumEmotionalDay(all, places.sessions, context.models.emotionConfidence));
  };
  for (const stretch of stretchesOf(days)) {
    const open = new Map(stretch.map((day) => [day, [] as EmotionalEvent[]]));
    for await (const chunk of eventsBetween(context, userId, stretch, tally, control)) {
      await places.learn(
        chunk.map(({ session_id }) => session_id),
        tally,
        control,
      );
      for (const event of chunk) {
        const day = places.dayOf(event);
        if (day !== null) open.get(day)?.push(event);
      }
      const now = chunk.at(-1)?.occurred_at ?? new Date(0);
      for (const [day, events] of open) {
        if (latestOf(day) > now) break;
        await finish(day, events);
        open.delete(day);
      }
    }
    for (const [day, events] of open) await finish(day, events);
  }
  return summed;
}

/** Days in order, those in one list that are close to each other. */
function stretchesOf(days: readonly number[]): readonly (readonly number[])[] {
  const stretches: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && day - (last.at(-1) as number) <= CLOSE_DAYS) last.push(day);
    else stretches.push([day]);
  }
  return stretches;
}

async function* eventsBetween(
  { repositories }: EngineContext,
  userId: string,
  stretch: readonly number[],
  tally: AggregationTally,
  { signal }: CallControl,
): AsyncGenerator<readonly EmotionalEvent[]> {
  const span = { since: earliestOf(stretch[0] as number), until: latestOf(stretch.at(-1) as number) };
  let chunk: EmotionalEvent[] = [];
  for await (const event of repositories.learning_events.run(
    emotionalLog,
    { user_id: userId, ...span },
    { signal, onUnreadable: tally.onUnreadable },
  )) {
    tally.add({ events: 1 });
    chunk.push(event);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/** Ratings that came on a later day count for the day of what they rate. */
async function laterRatings(
  { repositories }: EngineContext,
  userId: string,
  events: readonly EmotionalEvent[],
  tally: AggregationTally,
  { signal }: CallControl,
): Promise<readonly EmotionalEvent[]> {
  const sessions = new Set(events.filter(({ type }) => type === 'intervention').map(({ session_id }) => session_id));
  if (sessions.size === 0) return [];
  // Each session's own last event of the day: sessions of two zones end their days at different times.
  const lasts = new Map(events.map(({ session_id, occurred_at }) => [session_id, occurred_at.getTime()]));
  const after = new Date(Math.min(...[...sessions].map((id) => lasts.get(id) as number)));
  const found: EmotionalEvent[] = [];
  const options = { signal, onUnreadable: tally.onUnreadable, after };
  for await (const event of repositories.learning_events.ratings(userId, [...sessions], options)) {
    if (event.type === 'intervention_rated') found.push(event);
  }
  return found;
}
