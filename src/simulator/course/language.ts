import { type CourseConcept, openCourse } from './course.js';

const TOPICS = ['Food', 'Home', 'Body', 'Travel', 'Weather', 'Work'] as const;
const LESSONS = 7;

const concepts: readonly CourseConcept[] = TOPICS.flatMap((topic, index) =>
  Array.from({ length: LESSONS }, (_, lesson) => ({
    topic,
    concept: `${topic} ${lesson + 1}`,
    difficulty: 0.3 + (0.4 * ((index * LESSONS + lesson * 5) % 13)) / 12,
    // The first lesson of a topic has its grammar, which the later ones use.
    needs: lesson < 4 ? [] : [`${topic} 1`],
  })),
);

/** A language course of 42 lessons in six topics; most have no prerequisites. */
export const LANGUAGE = openCourse({ subject: 'Spanish', concepts });
