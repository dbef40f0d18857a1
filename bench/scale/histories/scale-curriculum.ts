import type { ConceptId, EventOf } from 'adaptive-learning-engine/collections';

type Relationships = NonNullable<EventOf<'answer'>['curriculum']>;

const SUBJECTS = ['Algebra', 'Biology', 'Chemistry', 'Geography', 'History', 'Physics'] as const;
const TOPICS = ['Foundations', 'Methods', 'Structures', 'Change', 'Systems', 'Applications'] as const;
const CONCEPTS_OF_A_TOPIC = 10;

/** A concept of the made-up curriculum. */
export interface ScaleConcept extends ConceptId {
  /** 0 (easiest) to 1 (hardest); it rises through the subject. */
  readonly difficulty_level: number;
  /** The concept before it, on which it builds; null for the first of a subject. */
  readonly needs: ConceptId | null;
}

/** Subjects with their concepts in the order in which they are taught: 6 × 60. */
export const SCALE_CURRICULUM: readonly (readonly ScaleConcept[])[] = SUBJECTS.map(conceptsOf);

function conceptsOf(subject: string): ScaleConcept[] {
  const concepts = TOPICS.flatMap((topic) =>
    Array.from({ length: CONCEPTS_OF_A_TOPIC }, (_, n) => ({ subject, topic, concept: `${subject} ${topic.toLowerCase()} ${n + 1}` })),
  );
  return concepts.map((id, n) => ({
    ...id,
    difficulty_level: 0.15 + (0.7 * n) / concepts.length,
    needs: concepts[n - 1] ?? null,
  }));
}

/** What the curriculum says of a concept at first exposure, as the log keeps it. */
export function relationshipsOf({ subject, concept, needs }: ScaleConcept): Relationships {
  const next = SCALE_CURRICULUM.flat().find((other) => other.subject === subject && other.needs?.concept === concept);
  return {
    prerequisite_concepts: needs === null ? [] : [{ concept: needs.concept, importance_weight: 0.6, mastery_required: 0.6 }],
    dependent_concepts: next === undefined ? [] : [{ concept: next.concept, dependency_strength: 0.6 }],
  };
}
