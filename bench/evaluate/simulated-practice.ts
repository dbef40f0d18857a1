import type { LogisticLog } from 'adaptive-learning-engine/algorithms';
import { randomNumbers } from '../harness/random-numbers.js';

const DAY_MS = 86_400_000;
const ITEMS_PER_SKILL = 40;
/** Mean of the answers on a skill before the next, in runs whose length has nothing to do with the outcomes: no tutor's rule is learnt. */
const MEAN_RUN = 5;
/** How often a learner returns to a skill that was practised before. */
const REVIEW_SHARE = 0.3;

/** Spread (standard deviation) and sizes on the logit scale of what makes up an answer. */
const SPREAD = { learner: 0.9, skill: 0.8, item: 0.7, learnerSkill: 0.8, mood: 0.6 } as const;
const TYPICAL_LOGIT = 0.5;
const GAIN_RIGHT = 0.22;
const GAIN_WRONG = 0.12;
const MOST_GAIN = 2;
/** What is lost with each unit of ln(1 + days), unless practice has settled it. */
const FORGETTING = 0.35;
/** How much of the mood is left at the next answer. */
const MOOD_KEPT = 0.85;
const GUESS = 0.12;
const SLIP = 0.05;

/**
 * Answers of learners that never were, from a seed: abilities, skills and items of different ease, gains by practice, forgetting by days,
 * moods that last some answers, guesses and slips.
 */
export function simulatedPractice({ seed = 1, learners = 2_000, skills = 60, runs = 25 } = {}): {
  readonly [Column in keyof LogisticLog]-?: NonNullable<LogisticLog[Column]>;
} {
  const random = randomNumbers(seed);
  const normal = (deviation: number): number => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const skillEase = Array.from({ length: skills }, () => normal(SPREAD.skill));
  const itemEase = Array.from({ length: skills * ITEMS_PER_SKILL }, () => normal(SPREAD.item));
  const columns = { learner: [] as number[], skill: [] as number[], item: [] as number[], correct: [] as number[], at: [] as number[] };
  for (let learner = 0; learner < learners; learner += 1) {
    const ability = normal(SPREAD.learner);
    const known = new Map<number, { offset: number; gain: number; last: number }>();
    let mood = 0;
    let at = Math.floor(random() * 30) * DAY_MS;
    const length = 1 + Math.floor(runs * 2 * random());
    for (let run = 0; run < length; run += 1) {
      if (random() < 0.3) at += (1 + Math.floor(6 * random() ** 2)) * DAY_MS;
      const old = [...known.keys()];
      const review = old.length > 0 && random() < REVIEW_SHARE;
      const skill = review ? (old[Math.floor(random() * old.length)] as number) : Math.floor(random() * skills);
      const practice = known.get(skill) ?? { offset: normal(SPREAD.learnerSkill), gain: 0, last: at };
      known.set(skill, practice);
      do {
        const item = skill * ITEMS_PER_SKILL + Math.floor(random() * ITEMS_PER_SKILL);
        mood = MOOD_KEPT * mood + normal(SPREAD.mood * Math.sqrt(1 - MOOD_KEPT ** 2));
        const lost = FORGETTING * Math.log1p((at - practice.last) / DAY_MS);
        practice.gain = Math.max(0, practice.gain - lost);
        const logit =
          TYPICAL_LOGIT + ability + mood + practice.offset + practice.gain + (skillEase[skill] as number) + (itemEase[item] as number);
        const chance = GUESS + (1 - GUESS - SLIP) / (1 + Math.exp(-logit));
        const correct = random() < chance ? 1 : 0;
        columns.learner.push(learner);
        columns.skill.push(skill);
        columns.item.push(item);
        columns.correct.push(correct);
        columns.at.push(at);
        practice.gain = Math.min(MOST_GAIN, practice.gain + (correct === 1 ? GAIN_RIGHT : GAIN_WRONG));
        practice.last = at;
        at += 30_000 + Math.floor(60_000 * random());
      } while (random() > 1 / MEAN_RUN);
    }
  }
  return {
    learner: Int32Array.from(columns.learner),
    skills: Array.from({ length: skills }, (_, skill) => `skill ${skill}`),
    skill: Int32Array.from(columns.skill),
    items: Array.from({ length: skills * ITEMS_PER_SKILL }, (_, item) => `item ${item}`),
    item: Int32Array.from(columns.item),
    correct: Uint8Array.from(columns.correct),
    at: Float64Array.from(columns.at),
  };
}
