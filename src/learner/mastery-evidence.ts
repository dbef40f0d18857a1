import { type EmotionalState, updateRecentSuccess } from '../algorithms/index.js';
import type { AnswerEvent, ContentMastery } from '../collections/index.js';
import { LIMITS } from '../schema/index.js';
import { countAnswer, meanScores } from './tally.js';

/** Answers with one strategy before its mean says anything. */
const ENOUGH_ANSWERS = 5;

export type MasteryEvidence = ContentMastery['evidence'];

/** Before the first answer. */
export const NO_EVIDENCE: MasteryEvidence = {
  answers: 0,
  correct: 0,
  score_sum: 0,
  response_time: { answers: 0, seconds: 0 },
  recent_success: { rate: 0, weight: 0 },
  emotions: {},
  styles: {},
  strategies: {},
};

/** The sums behind a concept's figures, with one more answer. */
export function countEvidence(
  evidence: MasteryEvidence,
  answer: AnswerEvent['answer'],
  emotion: EmotionalState | undefined,
): MasteryEvidence {
  const { score, response_time_seconds: seconds, learning_style: style, strategy } = answer;
  const timed = evidence.response_time ?? { answers: 0, seconds: 0 };
  return {
    answers: evidence.answers + 1,
    correct: evidence.correct + (answer.correct ? 1 : 0),
    score_sum: evidence.score_sum + score,
    // A log that does not tell how long an answer took says 0.
    response_time: seconds > 0 ? { answers: timed.answers + 1, seconds: timed.seconds + seconds } : timed,
    recent_success: updateRecentSuccess(evidence.recent_success, score),
    emotions: emotion === undefined ? evidence.emotions : countAnswer(evidence.emotions, emotion, score, LIMITS.distinctNames),
    styles: style === undefined ? evidence.styles : countAnswer(evidence.styles, style, score, LIMITS.distinctNames),
    strategies:
      strategy === undefined
        ? evidence.strategies
        : (countAnswer(evidence.strategies, strategy, score, LIMITS.distinctNames) as MasteryEvidence['strategies']),
  };
}

/** Strategies that did at least as well as this learner does with the concept on the whole, best first. */
export function effectiveStrategies({ strategies, score_sum, answers }: MasteryEvidence): string[] {
  const overall = score_sum / answers;
  return Object.entries(meanScores(strategies, ENOUGH_ANSWERS))
    .filter((entry): entry is [string, number] => entry[1] !== undefined && entry[1] >= overall)
    .sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1))
    .map(([strategy]) => strategy);
}
