import { abilityModelDefaults, type Rating } from '../../src/algorithms/index.js';
import { freshConcept } from '../../src/learner/ability.js';
import { conceptKey, defaultModels, History } from '../../src/learner/index.js';
import { make } from '../learner/event-maker.js';

const CARD = conceptKey({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' });
const DAY_MINUTES = 1_440;
const GRADES = { 1: 1, 2: 3, 3: 4, 4: 5 } as const satisfies { readonly [rating in Rating]: number };

/** Rows of docs/defaults.md on a learner's first answers to a concept: computed by the engine's own fold under its default models. */
export function firstAnswerRows(): readonly (readonly [string, string, string])[] {
  const { knowledge } = defaultModels();
  const unseen = knowledge.model.mastery(freshConcept(defaultModels(), undefined) as never, abilityModelDefaults as never);
  return [
    ['mastery of a concept without answers, for a new learner', unseen.toFixed(3), 'probability'],
    ['mastery after one correct answer', masteryAfter([3]), 'probability'],
    ['mastery after two correct answers in a session', masteryAfter([3, 3]), 'probability'],
    ['mastery after one wrong answer', masteryAfter([1]), 'probability'],
    [
      'first interval of `fsrs` after again, hard, good, easy',
      ([1, 2, 3, 4] as const).map((rating) => intervals('fsrs', [rating])).join(', '),
      'days',
    ],
    ['intervals of `fsrs` while each answer is good and on its day', intervals('fsrs', [3, 3, 3, 3]), 'days'],
    ['intervals of `sm2` while each answer is good and on its day', intervals('sm2', [3, 3, 3, 3]), 'days'],
  ];
}

function masteryAfter(ratings: readonly Rating[]): string {
  const history = new History(defaultModels());
  history.add(make.started(0, 's', 0));
  for (const [place, rating] of ratings.entries()) history.add(answerAt(place, 0, rating));
  return stored(history).mastery_tracking.current_mastery_level.toFixed(3);
}

/** The interval after each answer, where each is given on the day on which its review is due. */
function intervals(scheduler: 'fsrs' | 'sm2', ratings: readonly Rating[]): string {
  const history = new History(defaultModels({ scheduler }));
  let day = 0;
  return ratings
    .map((rating, place) => {
      history.add(make.started(place, `s${place}`, day * DAY_MINUTES));
      history.add(answerAt(place, day, rating, place));
      const { repetition_interval_days: days } = stored(history).spaced_repetition_data;
      day += days;
      return String(days);
    })
    .join(', ');
}

function answerAt(place: number, day: number, rating: Rating, session = 0) {
  const more = { rating, correct: rating > 1, grade: GRADES[rating] };
  return make.answer(session, `a${place}`, day * DAY_MINUTES + 1 + (session === 0 ? place : 0), more);
}

function stored(history: History) {
  const mastery = history.masteries.get(CARD);
  if (mastery === undefined) throw new TypeError('A history with an answer has a mastery of its concept');
  return mastery;
}
