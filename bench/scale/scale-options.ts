import { totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { HISTORIES } from './histories/history-shape.js';

/** What can be measured, in the order in which it is. */
export const PHASES = ['growth', 'open', 'closed', 'import', 'cache', 'index'] as const;
export type Phase = (typeof PHASES)[number];

/** What the bench was asked to do. */
export interface ScaleOptions {
  /** Of the largest database. */
  readonly learners: number;
  /** Of all databases, smallest first: up to a hundredth of the largest. */
  readonly sizes: readonly number[];
  readonly seed: number;
  /** Up to when histories go. */
  readonly now: Date;
  /** Throws away what earlier runs have made. */
  readonly fresh: boolean;
  /** Makes the databases and measures nothing else. */
  readonly loadOnly: boolean;
  /** Which measurements are made, of {@link PHASES}. */
  readonly phases: ReadonlySet<Phase>;
  readonly cacheGigabytes: number;
  readonly warmUpSeconds: number;
  readonly openSeconds: number;
  readonly closedSeconds: number;
  readonly growthRounds: number;
  readonly requestsPerSecond: number;
  readonly answersPerSecond: number;
}

/** @throws Error that names an option which is no number where one is due */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      learners: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      now: { type: 'string', default: '2026-11-21T12:00:00Z' },
      fresh: { type: 'boolean', default: false },
      only: { type: 'string', default: PHASES.join() },
      'load-only': { type: 'boolean', default: false },
      'cache-gb': { type: 'string', default: String(defaultCache()) },
      'warm-up': { type: 'string', default: '20' },
      seconds: { type: 'string', default: '60' },
      'closed-seconds': { type: 'string', default: '10' },
      rounds: { type: 'string', default: '400' },
      requests: { type: 'string', default: '300' },
      answers: { type: 'string', default: '100' },
    },
  });
  const amount = (name: Exclude<keyof typeof values, 'fresh' | 'load-only' | 'now' | 'only'>, least: number) => {
    const value = Number(values[name]);
    if (!(Number.isFinite(value) && value >= least)) throw new Error(`--${name}: expected a number from ${least}, got ${values[name]}`);
    return value;
  };
  const learners = Math.floor(amount('learners', 1));
  const now = new Date(values.now);
  if (Number.isNaN(now.getTime())) throw new Error(`--now: expected an instant such as 2026-11-21T12:00:00Z, got ${values.now}`);
  return {
    learners,
    // Smaller ones would not hold a learner of every life, and so not be asked the same.
    sizes: [...[100, 10].map((part) => Math.floor(learners / part)).filter((size) => size >= HISTORIES), learners],
    seed: Math.floor(amount('seed', 0)),
    now,
    fresh: values.fresh,
    loadOnly: values['load-only'],
    phases: new Set(values.only.split(',').map(phaseOf)),
    cacheGigabytes: amount('cache-gb', 0.25),
    warmUpSeconds: amount('warm-up', 0),
    openSeconds: amount('seconds', 1),
    closedSeconds: amount('closed-seconds', 1),
    growthRounds: Math.floor(amount('rounds', 1)),
    requestsPerSecond: amount('requests', 1),
    answersPerSecond: amount('answers', 1),
  };
}

/** What MongoDB takes by itself: half of the memory beyond the first gigabyte. Whole gigabytes. */
function defaultCache(): number {
  return Math.max(1, Math.floor((totalmem() / 2 ** 30 - 1) / 2));
}

function phaseOf(text: string): Phase {
  const phase = PHASES.find((known) => known === text);
  if (phase === undefined) throw new Error(`--only: expected some of ${PHASES.join()}, got ${text}`);
  return phase;
}
