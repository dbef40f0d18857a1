import { describe, expect, it } from 'vitest';
import { functionsOf, growsByAtMost, list, type Walk, walked } from '../support/complexity.js';
import '../support/operations.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

const report = await import('../../src/report/index.js');
const { composeClassReport } = await import('../../src/report/compose-class-report.js');
const { composeLearnerReport } = await import('../../src/report/compose-learner-report.js');

const DAY_MS = 86_400_000;
const { at, dayAt, summedUp } = LEARNER_ROWS;
const dayText = (days: number) => new Date(days * DAY_MS).toISOString().slice(0, 10);

/** Rows of so many days, topics or concepts, each with a name of its own and one that others have too. */
const concept = (place: number) => ({ subject: `s${place}`, topic: `t${place % 2}`, concept: 'c' });
const recommendations = (size: number) =>
  list(size, (place) => ({ ...concept(place), reasons: [{ code: 'weak_spot', numbers: { mastery_level: 0.3 } }] }));
const masteries = (size: number) => list(size, (place) => ({ ...concept(place), mastery_level: 0.3, retention: 0.4, answers: 5 }));
const topics = (size: number) =>
  list(size, (place) => ({
    subject: `s${place}`,
    topic: 't',
    concepts_seen: 8,
    concepts_mastered: 7,
    concepts_due: 1,
    mean_mastery: (place % 101) / 101,
    mean_retention: 0.5,
    answers: place,
  }));
const memories = (size: number) => list(size, (place) => ({ ...LEARNER_ROWS.memories[0]!, ...concept(place) }));
const remembered = (size: number) => [
  { ...LEARNER_ROWS.memories[0]!, review_history: list(size, () => ({ date: at, performance_score: 1 })) },
];
const forecast = (size: number) => list(size, (place) => ({ day: dayText(place), reviews: 3, overdue: place % 2 }));
const wellness = (size: number) =>
  list(size, (place) => ({ day: dayText(place), wellness: 0.5, moving_average: 0.5, dominant_emotion: 'curiosity' }));
const calibration = (size: number) =>
  list(size, (place) => ({
    measure: place % 2 === 0 ? ('retention' as const) : ('success' as const),
    from: 0.2,
    to: 0.3,
    answers: 8,
    predicted_mean: 0.25,
    recalled_share: 0.3,
  }));
const days = (size: number) => list(size, (place) => ({ day: dayText(place), minutes: 6, sessions: 1, answers: 8, streak: 1 }));
const unreadable = (size: number) => [list(size, (place) => ({ collection: 'learning_events' as const, id: `e${place}` }))];

/** A class of namesakes, half of whom were read, of whom each knows a concept that is called as all others are, and one that all know. */
const userId = (place: number) => `${String(place).padStart(8, '0')}-0000-4000-8000-000000000000`;
const classOf = (size: number) => ({
  ...CLASS_ROWS,
  learners: list(size, (place) => ({ user_id: userId(place), name: 'Ada' })),
  unread: list(Math.floor(size / 2), userId),
  mastery: list(size, (place) => [concept(place), concept(0)].map((met) => ({ user_id: userId(place), ...met, mastery: 0.1 }))).flat(),
  study: list(size, (place) => ({ ...CLASS_ROWS.study[0]!, user_id: userId(place) })),
  unreadable: unreadable(size),
});
/** One learner knows a lot. */
const scholar = (size: number) => ({
  ...classOf(1),
  unread: [],
  mastery: classOf(size).mastery.map((row) => ({ ...row, user_id: userId(0) })),
});

const CHARTS: Walk = {
  calibrationOf: (size) => () => report.calibrationOf(calibration(size), 'retention'),
  classHardest: (size) => () => report.classHardest(classOf(size)),
  classHeatMap: (size) => () => report.classHeatMap(classOf(size)),
  'classHeatMap, of one learner': (size) => () => report.classHeatMap(scholar(size)),
  classStudyTime: (size) => () => report.classStudyTime(classOf(size), dayAt),
  dominantEmotions: (size) => () => report.dominantEmotions(wellness(size), summedUp),
  emotionalWellness: (size) => () => report.emotionalWellness(wellness(size), summedUp),
  fadingMemories: (size) => () => report.fadingMemories(memories(size), { at, dayAt }),
  'fadingMemories, of one concept': (size) => () => report.fadingMemories(remembered(size), { at, dayAt }),
  masteryByTopic: (size) => () => report.masteryByTopic(topics(size)),
  reviewsAhead: (size) => () => report.reviewsAhead(forecast(size)),
  studyCalendar: (size) => () => report.studyCalendar(days(size), dayText(size)),
  'studyCalendar, of a day long ago': (size) => () => report.studyCalendar(days(1), dayText(7 * size)),
  studyNext: (size) => () => report.studyNext(recommendations(size)),
  weakestConcepts: (size) => () => report.weakestConcepts(masteries(size)),
  whoNeedsHelp: (size) => () => report.whoNeedsHelp(classOf(size)),
  'whoNeedsHelp, of one learner': (size) => () => report.whoNeedsHelp(scholar(size)),
  conceptLabels: (size) => () => {
    const labelOf = report.conceptLabels(masteries(size));
    return masteries(size).map(labelOf);
  },
};

/** What the public functions make of the rows that they have read. */
const PAGES: Walk = {
  composeLearnerReport: (size) => () =>
    composeLearnerReport({
      ...LEARNER_ROWS,
      recommendations: recommendations(size),
      masteries: masteries(size),
      topics: topics(size),
      memories: memories(size),
      forecast: forecast(size),
      wellness: wellness(size),
      calibration: calibration(size),
      days: days(size),
      unreadable: unreadable(size),
    }),
  composeClassReport: (size) => () => composeClassReport(classOf(size)),
};

/** What is not walked: by why. */
const NOT_WALKED: Readonly<Record<string, string>> = {
  'reads the rows from an engine, which bounds them, and makes a page of them: walked without the engine': 'learnerReport classReport',
  'has Vega draw each picture': 'renderReport',
  'a label for each of a fixed number of keys': 'wordingOf Wording',
};

it('looks at every public function, or says why not', () => {
  const unwalked = Object.values(NOT_WALKED).flatMap((names) => names.split(' '));
  expect([...walked(CHARTS), ...unwalked].sort()).toEqual([...functionsOf(report)].sort());
});

describe('four times the rows take little more than four times the work', () => {
  describe('of a chart', () => growsByAtMost(CHARTS));
  describe('of a page', () => growsByAtMost(PAGES));
});
