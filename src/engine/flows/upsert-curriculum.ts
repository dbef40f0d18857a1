import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';
import { inTransaction } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { checkGraph } from '../curriculum/check-graph.js';
import { conceptOfEntry, refuseRepetition } from '../curriculum/concept-of-entry.js';
import { curriculumInput } from '../curriculum/curriculum-input.js';
import { KnownConcepts } from '../curriculum/known-concepts.js';
import { changing } from '../recording/changing.js';

export type CurriculumInput = z.input<typeof curriculumInput>;

/**
 * Adds concepts to the curriculum, or changes what is named of those that are there; all of them or none.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle, `invalid_input` for a prerequisite that does not exist
 */
export async function upsertCurriculum(
  context: EngineContext,
  value: CurriculumInput,
  control: CallControl,
): Promise<{ readonly inserted: number; readonly updated: number }> {
  const where = 'upsertCurriculum';
  const input = parseInput(curriculumInput, value, where);
  refuseRepetition(input, where, 'a concept that no earlier entry has');
  const attempt = async () => {
    await context.ensureTransactions();
    return inTransaction(pinned(context, control), async (options) => {
      const { concepts: curriculum } = context.repositories;
      const stored = await curriculum.curriculum({ ...options, unreadable: 'refuse' }).toArray();
      const before = new Map(stored.map((concept) => [conceptKey(concept), concept]));
      const known = new KnownConcepts([...stored, ...input]);
      const now = context.clock();
      const entries = input.map((entry, index) =>
        conceptOfEntry(entry, before.get(conceptKey(entry)), { known, now, where: `${where}.${index}` }),
      );
      checkGraph(new Map([...stored, ...entries].map((concept) => [conceptKey(concept), concept])).values());
      // Two writers who each add half of a circle see no circle: what one builds on, the other must not write meanwhile.
      const needed = new Map(entries.flatMap(({ prerequisites }) => prerequisites.map((id) => [conceptKey(id), id] as const)));
      for (const entry of entries) needed.delete(conceptKey(entry));
      await curriculum.touch([...needed.values()], options);
      return curriculum.upsert(entries, options);
    });
  };
  return changing(context, ['platform'], () => patiently(context, where, control, attempt));
}
