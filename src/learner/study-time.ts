import { type LearningSession, STUDY_DAYS_KEPT } from '../collections/index.js';
import type { EventDay } from './event-day.js';
import type { IncomingEvent, IncomingOf } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';

const MINUTE_MS = 60_000;
/** A longer gap between two events of a session counts as so much: the learner went away meanwhile. Minutes. */
const DEFAULT_GAP_MINUTES = 5;

type StudyTime = LearningSession['study'];

/** The study time of a session that starts. */
export function noStudyTime({ occurred_at, session }: IncomingOf<'session_started'>): StudyTime {
  return { gap_minutes: session.study_gap_minutes ?? DEFAULT_GAP_MINUTES, milliseconds: 0, last_at: occurred_at, days: [] };
}

/**
 * What one more event adds to a session's study time: the time since the event before it, and of a long gap only the capped part. It belongs
 * to the day of an answer that ends it, else to the newest day with an answer. That the learner changed a setting is no study, nor is a reading
 * that nobody is sure of, nor the end of a session that nobody ended.
 */
export function studied(
  session: LearningSession,
  event: IncomingEvent,
  { day, offset_minutes }: EventDay,
  { emotionConfidence }: Pick<LearnerModels, 'emotionConfidence'>,
): LearningSession {
  if (event.type === 'consent_withdrawn' || (event.type === 'session_ended' && event.left_open === true)) return session;
  if (event.type === 'emotion' && event.emotion.confidence < emotionConfidence) return session;
  const { study } = session;
  const gap = Math.max(0, event.occurred_at.getTime() - study.last_at.getTime());
  const counted = Math.min(gap, Math.round(study.gap_minutes * MINUTE_MS));
  const milliseconds = study.milliseconds + counted;
  const next = { ...study, milliseconds, last_at: event.occurred_at };
  const newest = study.days.at(-1);
  if (event.type !== 'answer') {
    const days = newest === undefined ? study.days : study.days.with(-1, { ...newest, milliseconds: newest.milliseconds + counted });
    return { ...session, study: { ...next, days } };
  }
  if (newest?.day === day) {
    const more = { ...newest, answers: newest.answers + 1, milliseconds: newest.milliseconds + counted };
    return { ...session, study: { ...next, days: study.days.with(-1, more) } };
  }
  // The time before the first answer belongs to it.
  const own = newest === undefined ? milliseconds : counted;
  const first = { day, offset_minutes, first_answer_at: event.occurred_at, answers: 1, milliseconds: own };
  return { ...session, study: { ...next, days: keepNewest(study.days, first, STUDY_DAYS_KEPT) } };
}

/** Minutes of study in a session. */
export function studyMinutes({ study }: Pick<LearningSession, 'study'>): number {
  return study.milliseconds / MINUTE_MS;
}
