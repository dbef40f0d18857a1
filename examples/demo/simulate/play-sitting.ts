import { ALGEBRA } from 'adaptive-learning-engine/simulator';
import type { LearnerDays } from '../learner-days.js';
import { answerQuestion } from './answer-question.js';
import { askTutor } from './ask-tutor.js';
import { reportFeeling, stepIn } from './feelings.js';
import { chooseQuestion, placeOf, type Sitting, Watch } from './sitting.js';

const RECOMMENDED = 6;
const QUESTIONS = { least: 9, most: 15 } as const;
/** Answers between two looks of the emotion detector. */
const FEELING_EVERY = 4;
const EXPLAINED_AFTER_WRONG = 0.3;

/** One sitting from beginning to end: a session, its questions, what the learner felt and who helped. */
export async function playSitting(sitting: Sitting, days: LearnerDays): Promise<void> {
  const { student, learner, sent, day, sessionId: session_id, signal, onHappening } = sitting;
  const { random, mood } = student;
  mood.rest();
  const watch = new Watch(day.at(15 + random.wholeBetween(0, 4), random.wholeBetween(0, 59)));
  const planned = random.wholeBetween(QUESTIONS.least, QUESTIONS.most);
  const start = {
    session_id,
    started_at: watch.time,
    session_type: 'practice',
    subject: ALGEBRA.subject,
    planned_questions: planned,
  } as const;
  await sent.send(() => learner.startSession(start, { signal }));
  const recommended = (await learner.recommend({ at: watch.time, subject: ALGEBRA.subject, limit: RECOMMENDED }, { signal })).rows;

  for (let index = 0; index < planned; index += 1) {
    const question = chooseQuestion(sitting, recommended, index);
    const correct = await answerQuestion(sitting, question, watch, { index, days });
    const explained = !correct && random.chance(EXPLAINED_AFTER_WRONG);
    if (explained) await askTutor(sitting, question, watch, index);
    student.mind.practise(placeOf(question.concept), watch.time.getTime(), { correct, explained });
    if (index % FEELING_EVERY === FEELING_EVERY - 1) await reportFeeling(sitting, question, watch, index);
    if (mood.feeling === 'frustration') await stepIn(sitting, watch, index);
  }
  const end = { session_id, ended_at: watch.wait(20), user_satisfaction_rating: mood.isDistracted ? 2 : 4 };
  await sent.send(() => learner.endSession(end, { signal }));
  onHappening({ kind: 'session' });
}
