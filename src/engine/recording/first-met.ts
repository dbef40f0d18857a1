import type { ConceptId, EventOf } from '../../collections/index.js';
import { WriteConflict } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';

/**
 * What the curriculum says around a concept that a learner meets for the first time; undefined for one that is in no curriculum.
 *
 * @throws WriteConflict when the concept has another name now, which this process has just read
 */
export async function curriculumAround(
  { repositories, activeModels, signal }: Pick<EngineContext, 'repositories' | 'activeModels' | 'signal'>,
  id: ConceptId,
): Promise<EventOf<'answer'>['curriculum']> {
  const found = await repositories.concepts.relationships(id, { signal });
  if (found !== 'moved') return found;
  await activeModels.renew(signal);
  throw new WriteConflict('renamed by another process');
}
