import type { z } from 'zod';
import { type Concept, concepts } from '../../collections/index.js';
import { type CallControl, readWithRetry, transact, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { retireConceptInput } from '../curriculum/concept-inputs.js';
import { formerName, unknownConcept } from '../curriculum/name-refusals.js';
import { engineVerb } from '../define-verb.js';

const DEFAULT_DIFFICULTY = 0.5;

export const retireConcept = engineVerb({
  name: 'retireConcept',
  action: 'manage_curriculum',
  kind: 'call',
  input: retireConceptInput,
  cannotJoin: 'the engine reads the curriculum again as it is committed, for all its callers',
  summary:
    'Retires a concept or reactivates it. A retired concept is neither recommended nor due, and does not block concepts that build on it.',
  details: "Learners' mastery of it stays readable, and late answers are still recorded.",
  result: 'Nothing.',
  errors: {
    not_found: 'a concept that is neither in the curriculum nor practised by any learner',
  },
  example: `await engine.retireConcept({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' });`,
  run,
});

async function run(
  context: EngineContext,
  _: Actor,
  { retired, ...id }: z.output<typeof retireConceptInput>,
  control: CallControl,
): Promise<void> {
  const where = 'retireConcept';
  const { concepts: curriculum, content_mastery } = context.repositories;
  const store = (fixed: EngineContext) =>
    transact(fixed, async ({ options }) => {
      const stored = await curriculum.findOne(id, options);
      if (stored?.moved_to !== undefined) throw formerName(where, stored.moved_to);
      if (stored === null && (await content_mastery.learnersOf(id, { ...options, limit: 1 })).length === 0) throw unknownConcept(where);
      const now = context.clock();
      const { schemaVersion: schema_version } = concepts;
      const fresh: Concept = {
        ...id,
        difficulty_level: DEFAULT_DIFFICULTY,
        prerequisites: [],
        created_at: now,
        updated_at: now,
        schema_version,
      };
      const { _id, retired_at = now, ...concept }: Concept & { readonly _id?: unknown } = stored ?? fresh;
      await curriculum.upsert([{ ...concept, updated_at: now, ...(retired ? { retired_at } : {}) }], options);
    });
  await write(context, { where, control, outdates: ['platform'] }, store);
  await readWithRetry(context, where, control, () => context.activeModels.renew(control.signal));
}
