import type { z } from 'zod';
import { type ConceptId, parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { attemptWrite, inTurn, readWithRetry, transact, write } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { type NameChange, storeNameChange } from '../curriculum/change-name.js';
import { mergeConceptsInput, renameConceptInput } from '../curriculum/concept-inputs.js';
import { type MoveControl, type MoveReport, moveLearners } from '../curriculum/move-learners.js';

export type RenameConceptInput = z.input<typeof renameConceptInput>;
export type MergeConceptsInput = z.input<typeof mergeConceptsInput>;

/**
 * Gives a concept another name, in another topic or subject if need be. What learners know of it follows, and answers that come late under the
 * former name count for it. The same call again goes on where one was stopped.
 *
 * @throws AdaptiveLearningError `not_found`, `already_exists` for a name that another concept has or had, `aborted`, `database_unavailable`
 */
export async function renameConcept(context: EngineContext, value: RenameConceptInput, control: MoveControl): Promise<MoveReport> {
  const where = 'renameConcept';
  const { from, to } = parseInput(renameConceptInput, value, where);
  return changeName(context, { from, to, kind: 'rename' }, where, control);
}

/**
 * Makes a concept a part of another. What learners know is folded again, as if all answers to both had named the other from the start.
 *
 * @throws AdaptiveLearningError `not_found`, `prerequisite_cycle` naming the circle that the two would make, `aborted`, `database_unavailable`
 */
export async function mergeConcepts(context: EngineContext, value: MergeConceptsInput, control: MoveControl): Promise<MoveReport> {
  const where = 'mergeConcepts';
  const { from, into } = parseInput(mergeConceptsInput, value, where);
  return changeName(context, { from, to: into, kind: 'merge' }, where, control);
}

async function changeName(context: EngineContext, change: NameChange, where: string, control: MoveControl): Promise<MoveReport> {
  const { from, to, kind } = change;
  if (conceptKey(from) === conceptKey(to))
    throw invalidInput(`${where}.${kind === 'rename' ? 'to' : 'into'}`, 'another name than from', to);
  const { signal } = control;
  await write(context, { where, control, outdates: ['platform'] }, (fixed) =>
    transact(fixed, ({ options }) => storeNameChange(fixed.repositories, change, fixed.clock(), where, options)),
  );
  // From here on this process records under the new name; others learn of it when a learner of theirs meets the old one.
  await readWithRetry(context, where, control, () => context.activeModels.renew(signal));
  const report = await inTurn(context, { where, control, outdates: ['platform'] }, () => moveLearners(context, from, where, control));
  if (report.failed.length > 0) return report;
  await attemptWrite(context, { where, control }, () => settle(context, from, to, signal));
  return report;
}

/** No document has the former name any more, unless the concept was given that one back meanwhile. */
async function settle(context: EngineContext, { subject, topic, concept }: ConceptId, to: ConceptId, signal: AbortSignal | undefined) {
  const here = { subject, topic, concept, moving: true } as const;
  const there = { 'moved_to.subject': to.subject, 'moved_to.topic': to.topic, 'moved_to.concept': to.concept };
  await context.repositories.concepts.updateOne({ ...here, ...there }, { unset: ['moving'] }, { signal });
  await context.activeModels.renew(signal);
}
