import type { Engine } from 'adaptive-learning-engine';
import { ALGEBRA } from 'adaptive-learning-engine/simulator';
import { LearnerDays } from '../learner-days.js';
import type { SetClock } from '../set-clock.js';
import type { Student } from './class-of.js';
import type { Happening } from './happenings.js';
import { playSitting } from './play-sitting.js';
import { SentCalls } from './sent-calls.js';
import { sessionIdOf } from './sitting.js';
import type { Term } from './term.js';

export interface TermOfClass {
  readonly engine: Engine;
  readonly clock: SetClock;
  readonly students: readonly Student[];
  readonly term: Term;
  readonly zone: string;
  readonly signal: AbortSignal;
  readonly onHappening: (student: Student, happening: Happening) => void;
  readonly onDay: (days: number) => void;
}

/** Plays a term, day by day, the learners of a day side by side. Gives what was sent, to send it again. */
export async function playTerm(input: TermOfClass): Promise<readonly SentCalls[]> {
  const { engine, clock, students, term, zone, signal, onHappening, onDay } = input;
  clock.setTo(term.eve);
  await engine.upsertCurriculum([...ALGEBRA.curriculum], { signal });
  const seats = students.map((student) => ({
    student,
    learner: engine.as({ userId: student.userId, role: 'learner' }),
    sent: new SentCalls(),
    days: new LearnerDays(zone),
  }));
  for (const { student } of seats) await enrol(engine, student, zone, signal);
  for (const [index, day] of term.days.entries()) {
    clock.setTo(day.at(23, 0));
    const present = seats.filter(({ student }) => student.random.chance(student.diligence));
    await Promise.all(
      present.map(({ student, learner, sent, days }) => {
        const sessionId = sessionIdOf(student, day);
        const sitting = { student, learner, sent, day, sessionId, signal, onHappening: (what: Happening) => onHappening(student, what) };
        return playSitting(sitting, days);
      }),
    );
    onDay(index + 1);
  }
  return seats.map(({ sent }) => sent);
}

async function enrol(engine: Engine, { userId, name, sharesEmotions }: Student, zone: string, signal: AbortSignal): Promise<void> {
  await engine.createLearner(
    {
      user_id: userId,
      email: `${userId}@example.org`,
      password_hash: 'none: this account cannot log in',
      profile: { name, education_level: 'high_school', timezone: zone },
      preferences: { privacy_settings: { emotional_data_usage: sharesEmotions } },
    },
    { signal },
  );
}
