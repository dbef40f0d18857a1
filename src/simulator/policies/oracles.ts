import type { Course } from '../course/course.js';
import type { Mind } from '../minds/mind.js';
import type { Choice, Policy, PolicyView } from './policy.js';

/** Seconds that pass between a question and the next, in the mean. */
const PAUSE_SECONDS = 8.5;
/** The easiest question is asked: it is got right most often. */
const EASY = 0;

/** They ask the mind itself what no policy can know: a bound for those that cannot. */
export const ORACLES: readonly Policy[] = [
  {
    name: 'oracle_gain',
    summary: 'Sees the mind: the most expected knowledge at the horizon per minute of the next question.',
    isOracle: true,
    choose: (view, mind) => best(view, (place, now) => gainOf(mind, place, now, view.horizon.getTime()) / minutesOf(mind, place, now)),
  },
  {
    name: 'oracle_weakest',
    summary: 'Sees the mind: what it knows least now.',
    isOracle: true,
    choose: (view, mind) => {
      const known = mind.knowledge(view.now.at.getTime());
      return best(view, (place) => -(known[place] as number));
    },
  },
];

function best({ course, now }: PolicyView, worth: (place: number, now: number) => number): Choice {
  const values = course.concepts.map((_, place) => worth(place, now.at.getTime()));
  const place = values.reduce((highest, value, at) => (value > (values[highest] as number) ? at : highest), 0);
  return { concept: (course.concepts[place] as Course['concepts'][number]).concept, difficulty: EASY };
}

/** Expected knowledge of all concepts at an instant that one question adds. */
function gainOf(mind: Mind, place: number, now: number, at: number): number {
  const right = mind.rightAnswer(place, EASY, now);
  const after = (correct: boolean) => {
    const fork = mind.fork();
    fork.practise(place, now, { correct, explained: false });
    return sum(fork.knowledge(at));
  };
  return right * after(true) + (1 - right) * after(false) - sum(mind.knowledge(at));
}

function minutesOf(mind: Mind, place: number, now: number): number {
  return (mind.seconds(place, now) + PAUSE_SECONDS) / 60;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
