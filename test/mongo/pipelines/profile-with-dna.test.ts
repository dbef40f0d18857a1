import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LearningDnaDocument } from '../../../src/collections/index.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('as one document read after the other has it, of random learners with and without DNA', async () => {
  const { users, learning_dna } = tutor.engine.repositories;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), async (withDna) => {
      const learners = await Promise.all(withDna.map(() => tutor.newLearner()));
      for (const [n, { userId }] of learners.entries())
        if (withDna[n] === false) await tutor.db.collection('learning_dna').deleteOne({ user_id: userId });
      for (const { userId } of learners) {
        const [profile, user, dna] = await Promise.all([
          users.profileWithDna(userId),
          users.findOne({ user_id: userId }),
          learning_dna.findOne({ user_id: userId }),
        ]);
        const { _id, security, password_hash, metadata, schema_version, ...account } = user as NonNullable<typeof user>;
        const { payment_method_id, ...subscription } = account.subscription;
        expect(profile).toEqual({ ...account, subscription, learning_dna: dna === null ? null : shownOf(dna) });
      }
    }),
    { numRuns: 15 },
  );
});

/** The DNA without what only the engine reads. */
function shownOf({ _id, user_id, last_event, revision, schema_version, ...dna }: LearningDnaDocument) {
  return dna;
}
