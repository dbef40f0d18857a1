import type { z } from 'zod';
import { type Concept, concepts, parseInput } from '../../collections/index.js';
import { type CallControl, readWithRetry, transact, write } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { retireConceptInput } from '../curriculum/concept-inputs.js';
import { formerName, unknownConcept } from '../curriculum/name-refusals.js';

export type RetireConceptInput = z.input<typeof retireConceptInput>;

const USUAL_DIFFICULTY = 0.5;

/**
 * Takes a concept out of what is studied: it is neither recommended nor due, nor does it block what builds on it. What learners know of it stays, and
 * late answers are recorded.
 *
 * @throws AdaptiveLearningError `not_found`
 */
export async function retireConcept(context: EngineContext, value: RetireConceptInput, control: CallControl): Promise<void> {
  const where = 'retireConcept';
  const { retired, ...id } = parseInput(retireConceptInput, value, where);
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
        difficulty_level: USUAL_DIFFICULTY,
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
