import type { Mind } from '../minds/mind.js';
import type { Choice, Policy, PolicyView } from './policy.js';

const DAY_MS = 86_400_000;
/** Seconds that pass between a question and the next, in the mean. */
const PAUSE_SECONDS = 8.5;
/** The easiest question is asked: it is got right most often. */
const EASY = 0;
/** Questions that are asked before the oracle of gain looks again: to look takes it longer than all else together. */
const GREEDY_LIST = 3;
/** What is known less than this is practised again, and what is new waits until what it needs is known as well as this. */
const THRESHOLD = { known: 0.85, prepared: 0.65 } as const;

/**
 * They ask the mind itself what no policy can know: bounds for those that cannot. None of them is the best there is, which nobody can compute;
 * which of them comes nearest depends on the minds.
 */
export const ORACLES: readonly Policy[] = [
  {
    name: 'oracle_gain',
    summary: 'Sees the mind: the most expected knowledge at the horizon per minute of the next question.',
    isOracle: true,
    choose: greedyOnGain,
  },
  {
    name: 'oracle_retention',
    summary: 'Sees the mind: repeats what is known less than 0.85, the foundations first; otherwise what is new and prepared for.',
    isOracle: true,
    choose: greedyOnRetention,
  },
  ...[3, 8].map(
    (visits): Policy => ({
      name: `oracle_plan_${visits}`,
      summary: `Sees the mind: what a question today adds at the horizon when ${visits} more follow, evenly until the end.`,
      isOracle: true,
      choose: (view, mind) => planned(view, mind, visits),
    }),
  ),
];

/** One step ahead: what is worth most by itself. It does not see that spaced practice pays later. */
function greedyOnGain({ course, now, horizon }: PolicyView, mind: Mind): readonly Choice[] {
  const at = now.at.getTime();
  const without = sum(mind.knowledge(horizon.getTime()));
  const after = (place: number, correct: boolean) => {
    const fork = mind.fork();
    fork.practise(place, at, { correct, explained: false });
    return sum(fork.knowledge(horizon.getTime()));
  };
  const perMinute = (place: number) => {
    const right = mind.rightAnswer(place, EASY, at);
    const expected = right * after(place, true) + (1 - right) * after(place, false);
    return (60 * (expected - without)) / (mind.seconds(place, at) + PAUSE_SECONDS);
  };
  return byWorth(course, perMinute).slice(0, GREEDY_LIST);
}

function greedyOnRetention({ course, now, practised, asked }: PolicyView, mind: Mind): Choice {
  const known = mind.knowledge(now.at.getTime());
  const last = asked.at(-1)?.concept;
  const rank = new Map(course.teachable.map((place, index) => [place, index / course.teachable.length]));
  const worth = (place: number) => {
    if (course.concepts[place]?.concept === last) return Number.NEGATIVE_INFINITY;
    const early = 1 - (rank.get(place) ?? 1);
    const level = known[place] as number;
    if (practised.has(place)) return level < THRESHOLD.known ? 4 + early : 1 - level;
    const prepared = (course.needs[place] ?? []).reduce((least, other) => Math.min(least, known[other] as number), 1);
    return prepared >= THRESHOLD.prepared ? 2 + early : prepared - 1;
  };
  return choiceOf(course, highest(course.concepts.map((_, place) => worth(place))));
}

/** All concepts, by what practising them today adds to a plan of practising them some times more: one step of improvement on that plan. */
function planned({ course, now, horizon, ends }: PolicyView, mind: Mind, visits: number): readonly Choice[] {
  const at = now.at.getTime();
  const step = Math.max(DAY_MS / 24, (ends.getTime() - at) / (visits + 1));
  const atHorizon = (place: number, isToday: boolean) => {
    const fork = mind.fork();
    for (let visit = isToday ? 0 : 1; visit <= visits; visit += 1)
      fork.practise(place, at + step * visit, { correct: true, explained: false });
    return sum(fork.knowledge(horizon.getTime()));
  };
  return byWorth(course, (place) => atHorizon(place, true) - atHorizon(place, false));
}

/** All concepts, the most worth first. */
function byWorth(course: PolicyView['course'], worth: (place: number) => number): readonly Choice[] {
  return course.concepts
    .map((_, place) => ({ place, worth: worth(place) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ place }) => choiceOf(course, place));
}

function choiceOf({ concepts }: PolicyView['course'], place: number): Choice {
  return { concept: concepts[place]?.concept ?? '', difficulty: EASY };
}

function highest(values: readonly number[]): number {
  return values.reduce((best, value, place) => (value > (values[best] as number) ? place : best), 0);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
