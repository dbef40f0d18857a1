import { auc, baseRateLogLoss, calibration, logLoss } from 'adaptive-learning-engine/algorithms';
import { readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import { sittingsOf } from '../../examples/demo/review-log/sittings.js';
import { type LearnerSettings, learnerModels } from '../../src/engine/models/settings.js';
import type { Figure } from '../figure.js';
import { type PlayedAnswer, playAnswers, type Said } from './engine-log.js';
import { readAnswers } from './read-answers.js';

/** The choices that are held against each other; the first is what the engine does by itself. */
const CHOICES: { readonly [name: string]: LearnerSettings } = {
  'as it comes: FSRS, BKT, learned pool': {},
  'SM-2, BKT, learned pool': { scheduler: 'sm2' },
  'FSRS, PFA, learned pool': { knowledge: 'pfa' },
  'FSRS, Elo, learned pool': { knowledge: 'elo' },
  'FSRS, BKT, plain pool': { predictor: 'opinion_pool' },
  'SM-2, BKT, plain pool': { scheduler: 'sm2', predictor: 'opinion_pool' },
};

/** A file of answers has no times: one every half minute, and a new sitting after thirty. */
const ANSWER_MS = 30_000;
const SITTING_ANSWERS = 30;
const SOME_DAY = Date.UTC(2026, 0, 5, 9);

/** What the engine itself predicts before each answer, with each choice of models: the evidence for its defaults. */
export async function engineReviewFigures(file: string): Promise<readonly Figure[]> {
  const { rows } = await readReviewLog(file, { now: new Date() });
  const answers = sittingsOf(rows).flatMap((sitting) =>
    sitting.map(({ cardId, rating, reviewedAt }, place) => ({
      concept: cardId,
      correct: rating > 1,
      rating,
      at: reviewedAt.getTime(),
      opens: place === 0,
    })),
  );
  return Object.entries(CHOICES).flatMap(([name, settings]) => {
    const said = playAnswers(answers, learnerModels(settings));
    return [
      figureOf(`${name}: all`, said),
      figureOf(
        `${name}: on a later day`,
        said.filter(({ onLaterDay }) => onLaterDay),
      ),
    ];
  });
}

/** The same on a log of answers without times. */
export async function engineAnswerFigures(file: string): Promise<readonly Figure[]> {
  const table = await readAnswers(file);
  const byLearner = new Map<number, PlayedAnswer[]>();
  for (const [row, learner] of table.learner.entries()) {
    const answers = byLearner.get(learner) ?? [];
    byLearner.set(learner, answers);
    const correct = table.correct[row] === 1;
    answers.push({
      concept: String(table.skill[row]),
      correct,
      rating: correct ? 3 : 1,
      at: SOME_DAY + answers.length * ANSWER_MS,
      opens: answers.length % SITTING_ANSWERS === 0,
    });
  }
  return Object.entries(CHOICES).map(([name, settings]) => {
    const models = learnerModels(settings);
    return figureOf(
      name,
      [...byLearner.values()].flatMap((answers) => playAnswers(answers, models)),
    );
  });
}

function figureOf(what: string, said: readonly Said[]): Figure {
  const [loss, base] = [logLoss(said) ?? Number.NaN, baseRateLogLoss(said) ?? Number.NaN];
  const error = calibration(said, 20).expectedCalibrationError ?? Number.NaN;
  return {
    what: `engine, ${what}`,
    ours: `log loss ${loss.toFixed(4)}, AUC ${auc(said)?.toFixed(4)}, ECE ${error.toFixed(3)} (${said.length.toLocaleString('en')})`,
    reference: `base rate ${base.toFixed(4)}`,
    ratio: base / loss,
    aim: 'below the base rate',
    reached: loss < base,
  };
}
