import type { ClassReportRows } from '../../src/report/compose-class-report.js';
import type { LearnerReportRows } from '../../src/report/compose-learner-report.js';

/** Rows as pipelines give them, of a learner and a class that do not exist; the same at every call. */

const DAY_MS = 86_400_000;
const AT = new Date('2026-11-21T15:00:00Z');
const TODAY = Date.parse('2026-11-21T00:00:00Z');

/** The sample's one clock: days of UTC. */
const dayAt = (instant: Date) => instant.toISOString().slice(0, 10);
const dayText = (days: number) => new Date(TODAY + days * DAY_MS).toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(AT.getTime() - days * DAY_MS);
/** A number from 0 to 1 that looks drawn by chance. */
const chance = (n: number) => Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1;

const TOPICS = [
  ['Algebra', 'Linear equations', 8, 7, 1, 0.91, 0.88, 164],
  ['Algebra', 'Quadratic equations', 9, 4, 3, 0.66, 0.71, 121],
  ['Algebra', 'Inequalities', 6, 1, 2, 0.42, 0.58, 47],
  ['Geometry', 'Triangles', 7, 5, 1, 0.79, 0.83, 98],
  ['Geometry', 'Circles', 5, 1, 4, 0.48, 0.44, 39],
  ['Statistics', 'Mean, median and mode', 4, 4, 0, 0.94, 0.93, 72],
  ['Statistics', 'Probability', 6, 2, 2, 0.57, 0.69, 65],
] as const;

const CONCEPTS = [
  'Tangents to a circle',
  'Completing the square',
  'Inscribed angles',
  'Two-step inequalities',
  'Tree diagrams',
  'Vertex form',
];

export const LEARNER_ROWS: LearnerReportRows = {
  name: 'Ada Muster',
  at: AT,
  dayAt,
  timezone: 'Europe/Zurich',
  weeks: 26,
  sharesEmotions: true,
  recommendations: [
    {
      subject: 'Geometry',
      topic: 'Circles',
      concept: 'Tangents to a circle',
      reasons: [
        { code: 'due_review', numbers: { overdue_days: 3.4, retention: 0.5, mastery_level: 0.3 } },
        { code: 'weak_spot', numbers: { mastery_level: 0.3 } },
      ],
    },
    {
      subject: 'Statistics',
      topic: 'Probability',
      concept: 'Tree diagrams',
      reasons: [{ code: 'due_review', numbers: { overdue_days: 0.2 } }],
    },
    {
      subject: 'Algebra',
      topic: 'Quadratic equations',
      concept: 'Vertex form',
      reasons: [{ code: 'ready_to_learn', numbers: { readiness: 1 } }],
    },
  ],
  masteries: CONCEPTS.map((concept, index) => ({
    subject: TOPICS[index]?.[0] ?? '',
    topic: TOPICS[index]?.[1] ?? '',
    concept,
    mastery_level: 0.2 + index * 0.13,
    retention: 0.4 + index * 0.1,
    answers: 5 + index * 7,
  })),
  summedUp: {
    recorded_before: new Date('2026-11-21T14:51:00Z'),
    since: daysAgo(182),
    until: AT,
    timezone: 'Europe/Zurich',
  },
  unreadable: [],
  topics: TOPICS.map(([subject, topic, seen, mastered, due, mastery, retention, answers]) => ({
    subject,
    topic,
    concepts_seen: seen,
    concepts_mastered: mastered,
    concepts_due: due,
    mean_mastery: mastery,
    mean_retention: retention,
    answers,
  })),
  memories: CONCEPTS.map((concept, index) => {
    const last = 24 - index * 4;
    const stability = 3 + index * 2.5;
    return {
      subject: 'Mathematics',
      topic: TOPICS[index]?.[1] ?? '',
      concept,
      last_practiced_date: daysAgo(last),
      last_practiced_day: TODAY / DAY_MS - last,
      next_review_date: daysAgo(last - stability * 1.6 - 3),
      curve: 'power' as const,
      forgetting_curve_parameters: { initial_strength: 0.99, decay_rate: 0.16 + index * 0.01, stability },
      review_history: [46, 38, 36, 30, 27]
        .filter((days) => days > last)
        .concat(last)
        .map((days, n) => ({ date: daysAgo(days), performance_score: (n + index) % 3 === 0 ? 0.4 : 1 })),
    };
  }),
  forecast: Array.from({ length: 30 }, (_, index) => ({
    day: dayText(index),
    reviews: index === 0 ? 13 : Math.round(chance(index) * 7 * Math.exp(-index / 18)),
    overdue: index === 0 ? 9 : 0,
  })),
  wellness: Array.from({ length: 84 }, (_, index) => {
    const known = chance(index + 500) > 0.35;
    const average = 0.52 + 0.16 * Math.sin(index / 17) + index / 700;
    const emotions = ['engaged_concentration', 'curiosity', 'confusion', 'engaged_concentration', 'frustration', 'boredom', 'enjoyment'];
    return {
      day: dayText(index - 83),
      wellness: known ? Math.min(1, average + (chance(index) - 0.5) * 0.3) : null,
      moving_average: average,
      dominant_emotion: known ? (emotions[Math.floor(chance(index + 50) ** 1.6 * 7)] ?? null) : null,
    };
  }),
  calibration: (['retention', 'success'] as const).flatMap((measure) =>
    Array.from({ length: 8 }, (_, index) => ({
      measure,
      from: (index + 2) / 10,
      to: (index + 3) / 10,
      answers: 8 + Math.round(index ** 2.4),
      predicted_mean: (index + 2.5) / 10,
      recalled_share: Math.min(1, (index + 2.5) / 10 + (chance(index + (measure === 'success' ? 3 : 40)) - 0.5) * 0.16),
    })),
  ),
  days: Array.from({ length: 150 }, (_, index) => index - 149)
    .filter((day) => chance(day + 900) > (((day % 7) + 7) % 7 < 2 ? 0.75 : 0.35))
    .map((day, index) => ({
      day: dayText(day),
      minutes: 6 + chance(day) ** 2 * 55,
      sessions: 1 + (index % 2),
      answers: 8 + Math.round(chance(day + 7) * 30),
      streak: 1 + (index % 6),
    })),
};

const NAMES = 'Amira,Benedikt,Chiara,Dmitri,Elif,Farid,Greta,Hannes,Ines,Jonas,Kaja,Luca,Mina,Noah,Olga,Pia'.split(',');
const CLASS_CONCEPTS = [
  'One-step equations',
  'Two-step equations',
  'Brackets',
  'Factorising',
  'Completing the square',
  'The quadratic formula',
  'Vertex form',
  'Inequalities',
  'Tangents to a circle',
  'Inscribed angles',
  'Pythagoras',
  'Tree diagrams',
];

const userId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

export const CLASS_ROWS: ClassReportRows = {
  name: 'Class 9b',
  at: AT,
  dayAt,
  timezone: 'Europe/Zurich',
  weeks: 4,
  masteredAbove: 0.8,
  unread: [],
  unreadable: [],
  learners: NAMES.map((name, index) => ({ user_id: userId(index), name })),
  mastery: NAMES.flatMap((_, person) =>
    CLASS_CONCEPTS.flatMap((concept, index) => {
      const level = 1.08 - index * 0.055 - chance(person + 3) * 0.4 + (chance(person * 31 + index) - 0.5) * 0.3;
      if (person === NAMES.length - 1 || chance(person * 7 + index * 3) < index / 40) return [];
      return [
        {
          user_id: userId(person),
          subject: 'Mathematics',
          topic: 'All',
          concept,
          mastery: Math.min(0.99, Math.max(0.04, level)),
          retention: 0.8,
        },
      ];
    }),
  ),
  study: NAMES.slice(0, -2).map((_, index) => ({
    user_id: userId(index),
    sessions: 2 + Math.round(chance(index) * 9),
    minutes: 12 + chance(index + 4) * 320,
    questions: 20 + Math.round(chance(index + 8) * 200),
    last_studied: daysAgo(chance(index + 2) * 20),
  })),
};
