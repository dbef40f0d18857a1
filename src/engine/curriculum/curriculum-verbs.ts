import { type CallControl, checkControl } from '../../runtime/index.js';
import { call, job, read, type VerbsOf } from '../calls/verbs.js';
import type { EngineContext } from '../context.js';
import { type ListConceptsInput, type ListedConcept, listConcepts } from '../flows/list-concepts.js';
import { type MergeConceptsInput, mergeConcepts, type RenameConceptInput, renameConcept } from '../flows/rename-concept.js';
import { type RetireConceptInput, retireConcept } from '../flows/retire-concept.js';
import { type CurriculumInput, upsertCurriculum } from '../flows/upsert-curriculum.js';
import type { Page } from '../listing.js';
import type { MoveControl, MoveReport } from './move-learners.js';

/** What an engine does with the curriculum. */
export interface CurriculumVerbs {
  /**
   * Adds concepts to the curriculum, or changes what is named of those that are there: what an entry does not name stays as it is; null, or an
   * empty list, takes it out. All or none, up to 5,000 concepts and 4 MB. Up to 20,000 are stored in parts after the whole was checked, each
   * concept after those that it builds on; the same call again stores what an end in between left out.
   *
   * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle, `invalid_input` for a prerequisite that does not exist, `not_found` for
   *   a name that a concept had before
   *
   * @example
   * await engine.upsertCurriculum([{ subject: 'Algebra', topic: 'Lines', concept: 'Slope', difficulty_level: 0.4 }]); //=> { inserted: 1, updated: 0 }
   */
  upsertCurriculum(input: CurriculumInput, control?: CallControl): Promise<{ readonly inserted: number; readonly updated: number }>;
  /**
   * Lists the curriculum in the order of subject, topic and concept, page by page: `next` is the `cursor` of the next page.
   *
   * @example
   * const { rows, next } = await engine.listConcepts({ subject: 'Algebra', topic: 'Lines', limit: 50 });
   */
  listConcepts(input?: ListConceptsInput, control?: CallControl): Promise<Page<ListedConcept>>;
  /**
   * Gives a concept another name, also in another topic or subject. What learners know of it follows, what builds on it names it by the new name, and
   * answers that come late under the former name count for it. A job: it may be stopped or killed at any point, and the same call goes on.
   *
   * @throws AdaptiveLearningError `not_found`, `already_exists` for a name that another concept has or had, `aborted`
   *
   * @example
   * await engine.renameConcept({
   *   from: { subject: 'Algebra', topic: 'Lines', concept: 'Slopes' },
   *   to: { subject: 'Algebra', topic: 'Lines', concept: 'Slope' },
   * }); //=> { learners: 31, failed: [] }
   */
  renameConcept(input: RenameConceptInput, control?: MoveControl): Promise<MoveReport>;
  /**
   * Makes a concept a part of another: what learners know is folded again from all answers to both, as if they had named the other from the
   * start. What the curriculum says of the other stays. It cannot be taken back. A job, as `renameConcept`.
   *
   * @throws AdaptiveLearningError `not_found`, `prerequisite_cycle` naming the circle that the two would make, `aborted`
   */
  mergeConcepts(input: MergeConceptsInput, control?: MoveControl): Promise<MoveReport>;
  /**
   * Takes a concept out of what is studied, or back with `retired: false`: it is neither recommended nor due, and blocks nothing that builds on
   * it. What learners know of it stays readable.
   *
   * @throws AdaptiveLearningError `not_found`
   */
  retireConcept(input: RetireConceptInput, control?: CallControl): Promise<void>;
}

/** Where each verb takes its control, and how it ends. */
export const CURRICULUM_VERBS: VerbsOf<CurriculumVerbs> = {
  upsertCurriculum: job(1),
  listConcepts: read(1),
  renameConcept: job(1),
  mergeConcepts: job(1),
  retireConcept: call(1),
};

export function curriculumVerbs(context: EngineContext): CurriculumVerbs {
  return {
    upsertCurriculum: async (input, control = {}) => upsertCurriculum(context, input, checkControl(control, 'upsertCurriculum')),
    listConcepts: async (input = {}, control = {}) => listConcepts(context, input, checkControl(control, 'listConcepts')),
    renameConcept: async (input, control = {}) => renameConcept(context, input, checkControl(control, 'renameConcept')),
    mergeConcepts: async (input, control = {}) => mergeConcepts(context, input, checkControl(control, 'mergeConcepts')),
    retireConcept: async (input, control = {}) => retireConcept(context, input, checkControl(control, 'retireConcept')),
  };
}
