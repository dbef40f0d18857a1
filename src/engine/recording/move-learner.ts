import type { ConceptId } from '../../collections/index.js';
import { conceptKey, presentName } from '../../learner/index.js';
import { StaleDocuments } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { replayLearner } from './replay-learner.js';

/**
 * Moves a learner to the names that concepts have now, if documents of theirs still have one that some concepts had before: an answer to one of
 * these would otherwise be folded onto a part of what is known. Costs nothing while no concept is being moved.
 */
export async function moveBefore(context: EngineContext, userId: string, ids: readonly ConceptId[]): Promise<void> {
  const { names } = context.models;
  if (names === undefined || names.moving.size === 0) return;
  const former = new Set(ids.flatMap((id) => names.moving.get(conceptKey(presentName(id, { names }))) ?? []));
  if (former.size === 0) return;
  if (await context.repositories.content_mastery.hasAny(userId, [...former], { signal: context.signal })) {
    // A host's transaction is not held open for as long as that takes.
    if (context.joined !== undefined) throw new StaleDocuments(userId);
    await replayLearner(context, userId, { signal: context.signal });
  }
}

/**
 * Looks, after documents of new concepts were stored, whether one of these has got another name meanwhile; its learners are then moved. Anyone who
 * renames looks for documents once the new name is stored: so one of the two sees the other.
 *
 * @param met the concepts that each learner has met for the first time, by the names that this process knows
 */
export async function moveAfter(context: EngineContext, met: ReadonlyMap<string, readonly ConceptId[]>): Promise<void> {
  const ids = [...new Map([...met.values()].flat().map((id) => [conceptKey(id), id])).values()];
  if (ids.length === 0) return;
  const { signal, joined } = context;
  if (joined !== undefined) {
    // Before the host's commit nobody sees the documents, so that nobody else can move them.
    joined.afterwards(() => moveAfter(joined.outside, met));
    return;
  }
  const found = await context.repositories.concepts.existing(ids, { signal });
  const moved = new Set(found.filter(({ moved_to }) => moved_to !== undefined).map(conceptKey));
  if (moved.size === 0) return;
  for (const [userId, own] of met) {
    if (own.some((id) => moved.has(conceptKey(id)))) await replayLearner(context, userId, { signal });
  }
}
