import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
        const { security, password_hash, ...shown } = user as NonNullable<typeof user>;
        expect(profile).toEqual({ ...shown, learning_dna: dna });
      }
    }),
    { numRuns: 15 },
  );
});
