import { buildPrerequisiteGraph } from '../../algorithms/index.js';
import type { ConceptId, EventOf } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import type { CurriculumNode } from '../../learner/index.js';

/** What a host's curriculum assumes of a prerequisite that it says nothing else about. */
const PREREQUISITE = { importance_weight: 1, mastery_required: 0.6 } as const;

/** A concept of a simulated course. */
export interface CourseConcept {
  readonly topic: string;
  /** The name, unique in the course. */
  readonly concept: string;
  /** 0 (easiest) to 1 (hardest); it is in the curriculum and affects the simulated learners. */
  readonly difficulty: number;
  /** The names of its prerequisites. */
  readonly needs: readonly string[];
}

/** A course in teaching order. */
export interface CourseOutline {
  readonly subject: string;
  readonly concepts: readonly CourseConcept[];
}

/** A validated course, with lookup tables. */
export interface Course extends CourseOutline {
  /** The course as a curriculum: `engine.upsertCurriculum([...course.curriculum])`. */
  readonly curriculum: readonly CurriculumNode[];
  /** Indices of the concepts, each after its prerequisites. */
  readonly teachable: readonly number[];
  /** For each concept, the indices of its prerequisites. */
  readonly needs: readonly (readonly number[])[];
  /** Returns the index of a concept in `concepts`; undefined for an unknown name. */
  readonly placeOf: (concept: string) => number | undefined;
  /** The relationships that the engine stores when a learner first practises a concept. */
  readonly relationshipsOf: (place: number) => NonNullable<EventOf<'answer'>['curriculum']>;
}

/**
 * Validates a course and adds lookup tables.
 *
 * @throws AdaptiveLearningError `invalid_input` for a course without concepts, a duplicate name, a difficulty outside 0 to 1 and an unknown
 * prerequisite; `prerequisite_cycle` when prerequisites form a cycle
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
