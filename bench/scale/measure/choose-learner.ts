import { HISTORIES, shapeOf } from '../histories/history-shape.js';
import { identityOf, type LearnerIdentity } from '../histories/learner-identity.js';

/** Chooses learners as they would come by themselves: one who studies twice as often asks twice as often. */
export interface LearnerChoice {
  anyone(random: () => number): LearnerIdentity;
  /** One of those who let emotions be stored, and have at least some days of them. */
  feeling(random: () => number): LearnerIdentity;
}

/** Sessions that a learner has before a trend of emotions is asked for. */
const ENOUGH_SESSIONS = 5;

/**
 * The kind of life is drawn first and the learner among those who live it, so that whatever the number of learners the same lives are asked
 * about equally often.
 */
export function learnerChoice(learners: number, seed: number): LearnerChoice {
  const shapes = Array.from({ length: Math.min(HISTORIES, learners) }, (_, life) => shapeOf(life, seed));
  const draw = (weights: readonly number[]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return (random: () => number) => {
      let rest = random() * total;
      const life = weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
      const copies = Math.ceil((learners - life) / HISTORIES);
      return identityOf(life + HISTORIES * Math.floor(random() * copies), seed);
    };
  };
  return {
    anyone: draw(shapes.map(({ sessions }) => sessions)),
    feeling: draw(shapes.map(({ sessions, sharesEmotions }) => (sharesEmotions && sessions >= ENOUGH_SESSIONS ? sessions : 0))),
  };
}
