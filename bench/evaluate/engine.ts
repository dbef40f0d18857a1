import {
  type AnswerLog,
  auc,
  baseRateLogLoss,
  calibration,
  logisticPredictor,
  logLoss,
  type Predictor,
} from 'adaptive-learning-engine/algorithms';
import { readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import { sittingsOf } from '../../examples/demo/review-log/sittings.js';
import { logisticFitter } from '../../src/algorithms/prediction/logistic-fitter.js';
import { type LearnerSettings, learnerModels } from '../../src/engine/models/settings.js';
import { conceptKey, type LearnerModels } from '../../src/learner/index.js';
import type { Figure } from '../figure.js';
import { PLAYED_IN, type PlayedAnswer, playAnswers, type Said } from './engine-log.js';
import { masteryFigures } from './mastery.js';
import { type AnswerTable, readAnswers } from './read-answers.js';

/** The choices that are held against each other; the first is what the engine does by itself. */
const CHOICES: { readonly [name: string]: LearnerSettings } = {
  'as it comes: FSRS, ability, logistic tracing with memory': {},
  'SM-2, ability, logistic tracing with memory': { scheduler: 'sm2' },
  'FSRS, BKT, learned pool': { knowledge: 'bkt', predictor: 'learned_pool' },
  'SM-2, BKT, learned pool': { scheduler: 'sm2', knowledge: 'bkt', predictor: 'learned_pool' },
  'FSRS, BKT, plain pool': { knowledge: 'bkt', predictor: 'opinion_pool' },
  'SM-2, BKT, plain pool': { scheduler: 'sm2', knowledge: 'bkt', predictor: 'opinion_pool' },
};

/** A file of answers has no times: one every half minute, and a new sitting after thirty. */
const ANSWER_MS = 30_000;
const SITTING_ANSWERS = 30;
const SOME_DAY = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;

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
    const isDefault = Object.keys(settings).length === 0;
    return [
      figureOf(`${name}: all`, said),
      figureOf(
        `${name}: on a later day`,
        said.filter(({ onLaterDay }) => onLaterDay),
      ),
      ...(isDefault ? masteryFigures(`engine, ${name}`, said) : []),
    ];
  });
}

/** The same on a log of answers without times, and with logistic tracing as another log of other learners fits it. */
export async function engineAnswerFigures(train: string, test: string): Promise<readonly Figure[]> {
  const learners = answersByLearner(await readAnswers(test));
  const predictions = (models: LearnerModels) => learners.flatMap((answers) => playAnswers(answers, models));
  const defaults = learnerModels({});
  const log = logOf(await readAnswers(train));
  const { params, byConcept = new Map() } = await logisticFitter(log, {});
  const predictor = {
    model: logisticPredictor as unknown as Predictor,
    params,
    paramsVersion: 'fitted',
    paramsByConcept: new Map([...byConcept].map(([concept, found]) => [log.names[concept] as string, found.params])),
  };
  return [
    ...Object.entries(CHOICES).map(([name, settings]) => figureOf(name, predictions(learnerModels(settings)))),
    figureOf('FSRS, ability, logistic tracing fitted to the other file', predictions({ ...defaults, predictor })),
  ];
}

function answersByLearner(table: AnswerTable): readonly (readonly PlayedAnswer[])[] {
  const byLearner = new Map<number, PlayedAnswer[]>();
  for (const [row, learner] of table.learner.entries()) {
    const answers = byLearner.get(learner) ?? [];
    byLearner.set(learner, answers);
    const correct = table.correct[row] === 1;
    answers.push({
      concept: table.skills[table.skill[row] as number] as string,
      correct,
      rating: correct ? 3 : 1,
      at: SOME_DAY + answers.length * ANSWER_MS,
      opens: answers.length % SITTING_ANSWERS === 0,
    });
  }
  return [...byLearner.values()];
}

/** What `engine.fit` would read of the same answers. */
function logOf(table: AnswerTable): AnswerLog {
  const learners = answersByLearner(table);
  const numbers = new Map(table.skills.map((skill, number) => [skill, number]));
  const rows = learners.flatMap((answers, learner) => answers.map((answer) => ({ ...answer, learner })));
  return {
    learner: Int32Array.from(rows, ({ learner }) => learner),
    concept: Int32Array.from(rows, ({ concept }) => numbers.get(concept) as number),
    at: Float64Array.from(rows, ({ at }) => at),
    day: Int32Array.from(rows, ({ at }) => Math.floor(at / DAY_MS)),
    rating: Uint8Array.from(rows, ({ rating }) => rating),
    correct: Uint8Array.from(rows, ({ correct }) => Number(correct)),
    learners: learners.length,
    names: table.skills.map((concept) => conceptKey({ ...PLAYED_IN, concept })),
  };
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
