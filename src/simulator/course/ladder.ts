import { type CourseConcept, openCourse } from './course.js';

const STRANDS = ['Mechanics', 'Heat', 'Waves', 'Electricity', 'Matter', 'Light'] as const;
const STEPS = 6;
/** Every so many steps a concept needs one of the strand before as well. */
const CROSSING = 3;

const concepts: readonly CourseConcept[] = Array.from({ length: STEPS }, (_, step) =>
  STRANDS.map((strand, index) => ({
    topic: strand,
    concept: `${strand} ${step + 1}`,
    difficulty: 0.2 + (0.6 * step) / (STEPS - 1),
    needs: [
      ...(step === 0 ? [] : [`${strand} ${step}`]),
      ...(step % CROSSING === CROSSING - 1 && index > 0 ? [`${STRANDS[index - 1] ?? strand} ${step}`] : []),
    ],
  })),
).flat();

/** A course of 36 concepts in six parallel strands: each concept builds on the previous one in its strand, and some on a neighbouring strand. */
export const LADDER = openCourse({ subject: 'Physics', concepts });
