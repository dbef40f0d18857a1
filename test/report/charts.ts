import { type ClassReportRows, composeClassReport } from '../../src/report/compose-class-report.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import type { Chart, Report, Section, Spec } from '../../src/report/index.js';
import { HOSTILE_NAMES } from './hostile.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

export const LEARNER_REPORT = composeLearnerReport(LEARNER_ROWS);
export const CLASS_REPORT = composeClassReport(CLASS_ROWS);

/** Stored documents that do not fit, as three questions named them. */
export const UNREADABLE: ClassReportRows['unreadable'] = [
  [
    { collection: 'content_mastery', id: '6560c0ffee6560c0ffee0002' },
    { collection: 'learning_sessions', id: HOSTILE_NAMES[2] },
  ],
  // Another question has met the first of them too.
  [
    { collection: 'content_mastery', id: '6560c0ffee6560c0ffee0002' },
    { collection: 'content_mastery', id: '6560c0ffee6560c0ffee0001' },
  ],
  [],
];

const hostile = (index: number) => HOSTILE_NAMES[index % HOSTILE_NAMES.length] ?? '';

/** The same figures under names that try to break out of the page. */
export const HOSTILE_REPORTS: readonly Report[] = [
  composeLearnerReport({
    ...LEARNER_ROWS,
    name: HOSTILE_NAMES[0],
    unreadable: UNREADABLE,
    topics: HOSTILE_NAMES.map((topic, index) => ({ ...LEARNER_ROWS.topics[index % 7]!, topic, subject: hostile(index + (index % 2)) })),
    memories: LEARNER_ROWS.memories.map((row, index) => ({ ...row, concept: hostile(index), topic: hostile(index + 6) })),
    masteries: LEARNER_ROWS.masteries.map((row, index) => ({ ...row, concept: hostile(index + 3), topic: hostile(index) })),
    recommendations: LEARNER_ROWS.recommendations.map((row, index) => ({ ...row, concept: hostile(index + 5), topic: hostile(index + 1) })),
  }),
  composeClassReport({
    ...CLASS_ROWS,
    name: HOSTILE_NAMES[2],
    unreadable: UNREADABLE,
    learners: CLASS_ROWS.learners.map(({ user_id }, index) => ({ user_id, name: hostile(index) })),
    mastery: CLASS_ROWS.mastery.map((row) => ({ ...row, concept: hostile(row.concept.length), subject: row.concept })),
  }),
];

/** Reports of nothing at all. */
export const EMPTY_REPORTS: readonly Report[] = [
  composeLearnerReport({
    ...LEARNER_ROWS,
    recommendations: [],
    masteries: [],
    topics: [],
    memories: [],
    forecast: [],
    wellness: [],
    calibration: [],
    days: [],
  }),
  composeClassReport({ ...CLASS_ROWS, learners: [], mastery: [], study: [] }),
];

/** Every picture of a report, by a name for the test. */
export function specsOf(report: Report): readonly (readonly [string, Spec, Chart])[] {
  return report.charts.flatMap((chart) =>
    chart.panels.flatMap(({ wide, narrow }, index) => [
      [`${report.kind} ${chart.id} ${index} wide`, wide, chart] as const,
      ...(narrow === undefined ? [] : [[`${report.kind} ${chart.id} ${index} narrow`, narrow, chart] as const]),
    ]),
  );
}

/** The chart that a section is; a section that was left out is a failure of the test. */
export function chartIn(section: Section): Chart {
  if (!('id' in section)) throw new Error(`The section ${section.section} was left out: ${section.says}`);
  return section;
}
