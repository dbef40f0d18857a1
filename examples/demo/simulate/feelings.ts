import type { Question, Sitting, Watch } from './sitting.js';

/** The detector looks at the learner: it is not always sure, and not every learner lets it look. */
export async function reportFeeling(
  { student, learner, sent, day, sessionId, signal, onHappening }: Sitting,
  { concept }: Question,
  watch: Watch,
  index: number,
): Promise<void> {
  const { mood, random } = student;
  const reading = {
    event_id: `${day.id}.f${index}`,
    session_id: sessionId,
    occurred_at: watch.wait(1),
    emotion: mood.feeling,
    intensity: random.between(0.4, 1),
    confidence: random.between(0.3, 1),
    ...(mood.isDistracted ? { trigger: concept } : {}),
  };
  const { emotion } = await sent.send(() => learner.recordEmotion(reading, { signal }));
  onHappening({ kind: 'emotion', fate: emotion });
}

/** The tutor steps in with a worked example, and the learner says what it was worth. */
export async function stepIn(
  { student, learner, sent, day, sessionId, signal, onHappening }: Sitting,
  watch: Watch,
  index: number,
): Promise<void> {
  const { mood, random } = student;
  const intervention_id = `${day.id}.i${index}`;
  const applied = {
    event_id: intervention_id,
    session_id: sessionId,
    occurred_at: watch.wait(5),
    intervention_type: 'worked_example',
    reason: 'Three wrong answers in a row',
  };
  await sent.send(() => learner.applyIntervention(applied, { signal }));
  const rated = {
    event_id: `${intervention_id}.rating`,
    session_id: sessionId,
    occurred_at: watch.wait(random.between(40, 90)),
    intervention_id,
    effectiveness_rating: random.wholeBetween(2, 5),
  };
  await sent.send(() => learner.rateIntervention(rated, { signal }));
  if (rated.effectiveness_rating >= 3) mood.calm();
  onHappening({ kind: 'intervention' });
}
