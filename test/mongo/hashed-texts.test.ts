import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyHash } from '../../src/engine/recording/body-hash.js';
import { refusalOf } from '../support/refusal.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('no stored hash depends on what a learner or the tutor wrote, and another text under a used id is a conflict all the same', async () => {
  const learner = await tutor.newLearner();
  const other = await tutor.newLearner();
  const session_id = await openSession(learner);
  const otherSession = await openSession(other);
  const event_id = nextEventId();
  const asked = { event_id, interaction_type: 'question' as const };
  await learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' } });
  await other.recordInteraction({ ...asked, session_id: otherSession, user_input: 'yes', metadata: { note: 'b' } });
  const hashes = await tutor.db.collection('learning_events').distinct('body_hash', { event_id });
  expect(hashes).toHaveLength(1);
  expect(hashes).not.toContain(bodyHash('interaction', { ...asked, user_input: 'no', metadata: { note: 'a' } }));

  await learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' } });
  for (const change of [{ user_input: 'yes' }, { metadata: { note: 'b' } }, { user_input: undefined }]) {
    const again = learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' }, ...change });
    expect(await refusalOf(again)).toMatchObject({ code: 'event_conflict' });
  }
  const answer = answerIn(session_id, { metadata: { note: 'a' } });
  await learner.recordAnswer(answer);
  const { refusals } = await learner.recordAnswers([answer, { ...answer, metadata: { note: 'b' } }]);
  expect(refusals).toMatchObject([{ position: 1, error: { code: 'event_conflict' } }]);
});

test('the reason of an intervention is compared too', async () => {
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  const input = { event_id: nextEventId(), session_id, intervention_type: 'hint', reason: 'stuck' };
  await learner.applyIntervention(input);
  await learner.applyIntervention(input);
  expect(await refusalOf(learner.applyIntervention({ ...input, reason: 'tired' }))).toMatchObject({ code: 'event_conflict' });
  expect(await refusalOf(learner.applyIntervention({ ...input, intervention_type: 'break' }))).toMatchObject({ code: 'event_conflict' });
});
