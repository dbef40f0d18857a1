import type { z } from 'zod';
import type { ConceptId } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { aFunction, attemptWrite, inTurn, type OptionsOf, readWithRetry, transact, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { type NameChange, storeNameChange } from '../curriculum/change-name.js';
import { mergeConceptsInput, renameConceptInput } from '../curriculum/concept-inputs.js';
import { engineVerb } from '../define-verb.js';
import { type MoveControl, type MoveReport, moveLearners } from '../recording/move-learners.js';

const PROGRESS: OptionsOf<MoveControl> = {
  onProgress: { check: aFunction, sentence: 'Called with the number of learners whose data was updated.' },
};

export const renameConcept = engineVerb({
  name: 'renameConcept',
  action: 'manage_curriculum',
  kind: 'job',
  input: renameConceptInput,
  control: PROGRESS,
  cannotJoin: 'learners move in a transaction each, and other engines must see the new name before that',
  summary: 'Renames a concept, optionally to another topic or subject.',
  details:
    'Learners keep their mastery, prerequisites of other concepts are updated, and late answers under the former name count for the concept. If the call is interrupted, repeat it to continue.',
  result: 'The number of learners whose data was updated, and the learners that failed.',
  errors: {
    not_found: 'a concept that does not exist',
    already_exists: 'a current or former name of another concept',
  },
  example: `await engine.renameConcept({
  from: { subject: 'Algebra', topic: 'Lines', concept: 'Slopes' },
  to: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
});`,
  run: rename,
});

async function rename(
  context: EngineContext,
  _: Actor,
  { from, to }: z.output<typeof renameConceptInput>,
  control: MoveControl,
): Promise<MoveReport> {
  const where = 'renameConcept';
  return changeName(context, { from, to, kind: 'rename' }, where, control);
}

export const mergeConcepts = engineVerb({
  name: 'mergeConcepts',
  action: 'manage_curriculum',
  kind: 'job',
  input: mergeConceptsInput,
  control: PROGRESS,
  cannotJoin: 'learners move in a transaction each, and other engines must see the new name before that',
  summary:
    "Merges a concept into another: learners' mastery is recomputed from all answers to both, as if they had named the other from the start.",
  details:
    'The curriculum entry of the other concept does not change. A merge cannot be undone. If the call is interrupted, repeat it to continue.',
  result: 'The number of learners whose data was updated, and the learners that failed.',
  errors: {
    not_found: 'a concept that does not exist',
    prerequisite_cycle: 'a merge that would create a cycle; the message names it',
  },
  example: `await engine.mergeConcepts({
  from: { subject: 'Algebra', topic: 'Lines', concept: 'Gradient' },
  into: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
});`,
  run: merge,
});

async function merge(
  context: EngineContext,
  _: Actor,
  { from, into }: z.output<typeof mergeConceptsInput>,
  control: MoveControl,
): Promise<MoveReport> {
  const where = 'mergeConcepts';
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
