import type { z } from 'zod';
import type { ConceptId } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { aFunction, attemptWrite, inTurn, type OptionsOf, readWithRetry, transact, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { type NameChange, storeNameChange } from '../curriculum/change-name.js';
import { mergeConceptsInput, renameConceptInput } from '../curriculum/concept-inputs.js';
import { type MoveControl, type MoveReport, moveLearners } from '../curriculum/move-learners.js';
import { engineVerb } from '../define-verb.js';

const PROGRESS: OptionsOf<MoveControl> = { onProgress: { check: aFunction, sentence: 'Told how many learners have been moved.' } };

export const renameConcept = engineVerb({
  name: 'renameConcept',
  action: 'manage_curriculum',
  kind: 'job',
  input: renameConceptInput,
  control: PROGRESS,
  summary: 'Gives a concept another name, also in another topic or subject.',
  details:
    'What learners know of it follows, the prerequisites of other concepts name it as it is now, and late answers under the former name count for it. It may be stopped or killed at any point, and the same call goes on.',
  result: 'How many learners were moved, and who could not be.',
  errors: {
    not_found: 'a concept that does not exist',
    already_exists: 'a name that another concept has or had',
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
  summary:
    'Makes a concept a part of another: what learners know is recomputed from all answers to both, as if they had named the other from the start.',
  details:
    'What the curriculum says of the other stays. It cannot be taken back. It may be stopped or killed at any point, and the same call goes on.',
  result: 'How many learners were moved, and who could not be.',
  errors: {
    not_found: 'a concept that does not exist',
    prerequisite_cycle: 'two that would make a circle, naming it',
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
