import { ALGEBRA } from 'adaptive-learning-engine/simulator';
import type { LearnerDays } from '../learner-days.js';
import { placeOf, type Question, type Sitting, type Watch } from './sitting.js';

const LONGEST_ANSWER_SECONDS = 600;

/** Lets the hidden mind answer a question, and tells the engine. */
export async function answerQuestion(
  { student, learner, sent, day, sessionId, signal, onHappening }: Sitting,
  { topic, concept, difficulty }: Question,
  watch: Watch,
  { index, days }: { readonly index: number; readonly days: LearnerDays },
): Promise<boolean> {
  const { mind, mood, random } = student;
  const now = watch.time.getTime();
  const place = placeOf(concept);
  const knowledge = mind.knowledge(now)[place] ?? 0;
  const truth = mind.rightAnswer(place, difficulty, now, mood.isDistracted);
  const correct = random.chance(truth);
  // Who knows is quick; times to answer are log-normal (van der Linden 2006).
  const seconds = Math.min(LONGEST_ANSWER_SECONDS, random.logNormal(mind.seconds(place, now), 0.45));
  const occurred_at = watch.wait(seconds + random.between(2, 15));
  const answer = {
    event_id: `${day.id}.q${index}`,
    session_id: sessionId,
    occurred_at,
    subject: ALGEBRA.subject,
    topic,
    concept,
    correct,
    response_time_seconds: Math.round(seconds * 10) / 10,
    difficulty_level: difficulty,
  };
  const { predicted } = await sent.send(() => learner.recordAnswer(answer, { signal }));
  const onLaterDay = days.meet(concept, occurred_at);
  onHappening({ kind: 'answer', record: { predicted, actual: correct, onLaterDay, truth } });
  mood.meet(correct, knowledge);
  return correct;
}
