import { dueThenNew } from './due-then-new.js';
import { ORACLES } from './oracles.js';
import type { Choice, Policy, PolicyView } from './policy.js';

/** The built-in policies. */
export const POLICIES: readonly Policy[] = [
  {
    name: 'recommend',
    summary: 'The first of what the engine recommends, asked again for each question.',
    choose: (view) => recommended(view) ?? nextOfCourse(view),
  },
  dueThenNew('sm2', 'What SM-2 has due, the longest overdue first, then the next new concept.'),
  dueThenNew('fsrs', 'What FSRS has due, the longest overdue first, then the next new concept.'),
  dueThenNew('personal', 'What the intervals of `personal` have due, the longest overdue first, then the next new concept.'),
  {
    name: 'course_order',
    summary: 'The course from its beginning to its end, one question of each concept, and again.',
    choose: nextOfCourse,
  },
  {
    name: 'random',
    summary: 'Any concept of the course.',
    choose: ({ course, random }) => ({ concept: (course.concepts[random.wholeBetween(0, course.concepts.length - 1)] as Named).concept }),
  },
  ...ORACLES,
];

type Named = PolicyView['course']['concepts'][number];

function recommended({ recommend }: PolicyView): Choice | undefined {
  const [first] = recommend(1);
  return first === undefined ? undefined : { concept: first.concept, difficulty: first.target_difficulty };
}

/** The concept that was asked least, the earlier of the course first. */
function nextOfCourse({ course, masteryOf }: PolicyView): Choice {
  const asked = (concept: string) => masteryOf(concept)?.evidence.answers ?? 0;
  return course.concepts.reduce((least, entry) => (asked(entry.concept) < asked(least.concept) ? entry : least));
}
