import type { EmotionAggregation, Engine } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';
import { newLearner } from './crowd.js';
import { type FeltSitting, feltSitting } from './emotional-events.js';
import { randomNumbers } from './random-numbers.js';

const DAY_MS = 86_400_000;
/** Documents that go into one command. */
const CHUNK = 2_000;
const EVENTS_IN_A_SITTING = 50;
const DAYS = 10;
const SEED = 7;
/** Shares of the learners done at which the highest resident memory is read off. */
const SHARES = [0.1, 0.5, 1] as const;

/** How a run over so many events went. */
export interface EmotionalRun {
  readonly events: number;
  readonly learners: number;
  readonly seconds: number;
  readonly report: EmotionAggregation;
  /** The highest resident memory of this process up to each of {@link SHARES}, in MB. */
  readonly peaks: readonly { readonly share: number; readonly mb: number }[];
  readonly before: number;
}

/** Stores sittings of fifty events, one a day and learner, over the ten days before now. Gives how many events and learners those are. */
export async function storeEmotionalEvents(
  engine: Engine,
  db: Db,
  atLeast: number,
  onEvents: (stored: number) => void = () => undefined,
): Promise<{ readonly events: number; readonly learners: number }> {
  const random = randomNumbers(SEED);
  const learners = Math.ceil(atLeast / (EVENTS_IN_A_SITTING * DAYS));
  const today = Math.floor(Date.now() / DAY_MS);
  let waiting: FeltSitting[] = [];
  let events = 0;
  const store = async () => {
    await db.collection('learning_events').insertMany(waiting.flatMap((sitting) => sitting.events.map((event) => ({ ...event }))));
    await db.collection('learning_sessions').insertMany(waiting.map(({ session }) => ({ ...session })));
    waiting = [];
    onEvents(events);
  };
  for (let learner = 0; learner < learners; learner += 1) {
    const userId = await newLearner(engine);
    for (let day = today - DAYS - 1; day < today - 1; day += 1) {
      waiting.push(feltSitting(userId, day, EVENTS_IN_A_SITTING, random));
      events += EVENTS_IN_A_SITTING;
      if (waiting.length * EVENTS_IN_A_SITTING >= CHUNK) await store();
    }
  }
  if (waiting.length > 0) await store();
  return { events, learners };
}

/** Aggregates everything that is stored, and looks at the memory on the way. */
export async function runAggregation(
  engine: Engine,
  { events, learners }: { readonly events: number; readonly learners: number },
  onEvents: (read: number) => void = () => undefined,
): Promise<EmotionalRun> {
  const residentMb = () => process.memoryUsage().rss / 2 ** 20;
  const before = residentMb();
  const peaks: { share: number; mb: number }[] = [];
  let peak = before;
  let left: readonly number[] = SHARES;
  const startedAt = performance.now();
  const report = await engine.aggregateEmotions(
    {},
    {
      onProgress: (soFar) => {
        peak = Math.max(peak, residentMb());
        onEvents(soFar.days * EVENTS_IN_A_SITTING);
        // Late events open days a second time: by the end it is a little more than all of them.
        while (left[0] !== undefined && left[0] < 1 && soFar.days >= left[0] * learners * DAYS) {
          peaks.push({ share: left[0], mb: peak });
          left = left.slice(1);
        }
      },
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  peaks.push({ share: 1, mb: Math.max(peak, residentMb()) });
  return { events, learners, seconds, report, peaks, before };
}
