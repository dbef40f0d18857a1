import { seededRandom } from '../../../src/algorithms/index.js';
import { pick } from '../../harness/random-numbers.js';

/** How many different lives there are; learners are these lives under other names and at other times. */
export const HISTORIES = 400;

/** Sessions are spread as by Lomax's law: half of all learners come twice or less, one in a hundred forty times or more. */
const SESSIONS = { scale: 3.7, shape: 1.7, most: 120 } as const;
/** Golden ratio's fraction: its multiples fill the unit interval evenly, so that few lives still cover the whole law. */
export const GOLDEN = 0.618_033_988_749_895;

/**
 * Where learners live, and how many hours their clock is ahead of UTC. Nowhere here are clocks ever changed: a life that is moved by whole
 * days then goes on at the same local hours, and all that is stored of them stays as it is.
 */
const ZONES = [
  ['UTC', 0],
  ['Africa/Lagos', 1],
  ['Asia/Dubai', 4],
  ['America/Bogota', -5],
  ['Asia/Kolkata', 5.5],
  ['Asia/Tokyo', 9],
] as const;

/** What is fixed of a life before it is lived. */
export interface HistoryShape {
  readonly life: number;
  readonly sessions: number;
  /** In units of the spread between learners; 0 is the middle. */
  readonly ability: number;
  readonly timezone: string;
  readonly utcOffsetHours: number;
  /** Whether the learner lets emotions be stored. */
  readonly sharesEmotions: boolean;
  /** Places of the subjects in the curriculum; the second is begun when the first is well under way. */
  readonly subjects: readonly [number, number];
  readonly random: () => number;
}

/** The shape of one of the {@link HISTORIES}; the same for the same seed. */
export function shapeOf(life: number, seed: number): HistoryShape {
  const random = seededRandom(Math.imul(seed, 0x9e37_79b1) ^ Math.imul(life + 1, 0x85eb_ca6b));
  const share = ((life + 0.5) * GOLDEN) % 1;
  const [timezone, utcOffsetHours] = pick(ZONES, random);
  const subject = Math.floor(random() * 6);
  return {
    life,
    sessions: sessionsAt(share),
    // The sum of three uniform numbers is close enough to a bell.
    ability: 2 * (random() + random() + random() - 1.5),
    timezone,
    utcOffsetHours,
    sharesEmotions: random() < 0.6,
    subjects: [subject, (subject + 1 + Math.floor(random() * 5)) % 6],
    random,
  };
}

function sessionsAt(share: number): number {
  const { scale, shape, most } = SESSIONS;
  return Math.min(most, 1 + Math.floor(scale * ((1 - share) ** (-1 / shape) - 1)));
}
