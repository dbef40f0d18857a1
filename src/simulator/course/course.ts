import { buildPrerequisiteGraph } from '../../algorithms/index.js';
import type { ConceptId, EventOf } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import type { CurriculumNode } from '../../learner/index.js';

/** What a host's curriculum assumes of a prerequisite that it says nothing else about. */
const PREREQUISITE = { importance_weight: 1, mastery_required: 0.6 } as const;

/** A concept of a simulated course. */
export interface CourseConcept {
  readonly topic: string;
  /** Unlike every other name of the course. */
  readonly concept: string;
  /** 0 (easiest) to 1 (hardest): the engine is told, and the simulated learners feel it. */
  readonly difficulty: number;
  /** Names of the concepts that it builds on. */
  readonly needs: readonly string[];
}

/** A course in the order in which it is taught. */
export interface CourseOutline {
  readonly subject: string;
  readonly concepts: readonly CourseConcept[];
}

/** A course that was checked, with what the simulator looks up in it. */
export interface Course extends CourseOutline {
  /** The course as the engine takes it: `engine.upsertCurriculum([...course.curriculum])`. */
  readonly curriculum: readonly CurriculumNode[];
  /** Places of the concepts, each after what it needs. */
  readonly teachable: readonly number[];
  /** For each concept, the places of those that it needs. */
  readonly needs: readonly (readonly number[])[];
  /** Where a concept stands in `concepts`; undefined for a name that the course does not have. */
  readonly placeOf: (concept: string) => number | undefined;
  /** What the engine keeps of the curriculum when a learner meets a concept first. */
  readonly relationshipsOf: (place: number) => NonNullable<EventOf<'answer'>['curriculum']>;
}

/**
 * Checks a course and gives it with what the simulator looks up in it.
 *
 * @throws AdaptiveLearningError `invalid_input` for a course without concepts, a name that stands twice, a difficulty outside 0 to 1 and a need
 * that the course does not have; `prerequisite_cycle` when needs lead back to themselves
 *
 * @example
 * const course = openCourse({
 *   subject: 'Algebra',
 *   concepts: [
 *     { topic: 'Lines', concept: 'Slope', difficulty: 0.4, needs: [] },
 *     { topic: 'Lines', concept: 'Intercept', difficulty: 0.5, needs: ['Slope'] },
 *   ],
 * });
 * course.needs //=> [[], [0]]
 */
export function openCourse({ subject, concepts }: CourseOutline): Course {
  const where = 'openCourse.concepts';
  if (concepts.length === 0) throw invalidInput(where, 'at least one concept', concepts);
  for (const [place, { difficulty }] of concepts.entries()) {
    if (!(difficulty >= 0 && difficulty <= 1)) throw invalidInput(`${where}.${place}.difficulty`, 'a number from 0 to 1', difficulty);
  }
  const graph = buildPrerequisiteGraph(
    concepts.map(({ concept, needs }) => ({ id: concept, prerequisites: needs.map((id) => ({ id, weight: 1, masteryRequired: 1 })) })),
  );
  const places = new Map(concepts.map(({ concept }, place) => [concept, place]));
  const placesOf = (names: readonly string[]) => names.map((name) => places.get(name) as number);
  const idOf = (name: string): ConceptId => {
    const { topic, concept } = concepts[places.get(name) as number] as CourseConcept;
    return { subject, topic, concept };
  };
  const relationships = concepts.map(({ concept, difficulty, needs }) => ({
    difficulty_level: difficulty,
    prerequisite_concepts: needs.map((needed) => ({ concept: needed, ...PREREQUISITE })),
    dependent_concepts: (graph.dependents.get(concept) ?? []).map((dependent) => ({
      concept: dependent,
      dependency_strength: PREREQUISITE.importance_weight,
    })),
  }));
  return {
    subject,
    concepts,
    curriculum: concepts.map(({ topic, concept, difficulty, needs }) => ({
      ...{ subject, topic, concept, difficulty_level: difficulty },
      prerequisites: needs.map((needed) => ({ ...idOf(needed), ...PREREQUISITE })),
    })),
    teachable: placesOf(graph.order),
    needs: concepts.map(({ needs }) => placesOf(needs)),
    placeOf: (concept) => places.get(concept),
    relationshipsOf: (place) => relationships[place] as (typeof relationships)[number],
  };
}
