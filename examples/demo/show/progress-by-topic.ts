import type { LearnerScope } from 'adaptive-learning-engine';
import { bar, count, date, percent } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

/** How far a learner has come, topic by topic. */
export async function showProgress(sheet: Sheet, learner: LearnerScope, at: Date, zone: string): Promise<void> {
  const topics = (await learner.progress({ at })).rows;
  const severalSubjects = new Set(topics.map(({ subject }) => subject)).size > 1;
  sheet.heading('Progress by topic');
  table(
    sheet,
    [
      ...(severalSubjects ? [{ title: 'subject' }] : []),
      { title: 'topic' },
      { title: 'answers', side: 'right' },
      { title: 'seen', side: 'right' },
      { title: 'mastered', side: 'right' },
      { title: 'due', side: 'right' },
      { title: 'mean mastery' },
      { title: '' },
      { title: 'last practised' },
    ],
    topics.map((topic) => [
      ...(severalSubjects ? [topic.subject] : []),
      topic.topic,
      count(topic.answers),
      count(topic.concepts_seen),
      count(topic.concepts_mastered),
      count(topic.concepts_due),
      bar(topic.mean_mastery, 12),
      percent(topic.mean_mastery),
      date(topic.last_practiced_date, zone),
    ]),
  );
}
