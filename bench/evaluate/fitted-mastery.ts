import { auc, calibration, type LogisticLog, logLoss } from 'adaptive-learning-engine/algorithms';
import { defaultModels } from '../../src/learner/index.js';
import type { Figure } from '../figure.js';
import { answersByLearner, fittedModels } from './default-beside-best.js';
import { playAnswers, type Said } from './engine-log.js';
import { heldAgainst } from './mastery.js';

const BINS = 20;
/** Fewer answers say nothing. */
const LEAST_ANSWERS = 100;

/** What `engine.fit({ model: 'ability' })` on the answers of some learners is worth to the mastery of others, beside mastery before any fit. */
export async function fittedMasteryFigures(name: string, train: LogisticLog, test: LogisticLog): Promise<readonly Figure[]> {
  const learners = answersByLearner(test);
  const fitted = await fittedModels(train, 'knowledge', 'ability');
  const [before, after] = [defaultModels({}), fitted].map((models) => learners.flatMap((answers) => playAnswers(answers, models)));
  const isLater = ({ onLaterDay }: Said) => onLaterDay;
  return [
    figureOf(`${name}: mastery by a fit of ability, before each answer`, after ?? [], before ?? []),
    figureOf(`${name}: mastery by a fit of ability, on a later day`, (after ?? []).filter(isLater), (before ?? []).filter(isLater)),
  ].filter((figure) => figure !== undefined);
}

function figureOf(what: string, fitted: readonly Said[], before: readonly Said[]): Figure | undefined {
  if (fitted.length < LEAST_ANSWERS) return undefined;
  const [ours, reference] = [figuresOf(fitted), figuresOf(before)];
  return {
    what: `${what} (${fitted.length.toLocaleString('en')})`,
    ours: ours.text,
    reference: `before: ${reference.text}`,
    aim: 'a lower log loss than before',
    reached: ours.loss < reference.loss,
  };
}

function figuresOf(said: readonly Said[]) {
  const predictions = heldAgainst(said, 'retained');
  const loss = logLoss(predictions) ?? Number.NaN;
  const error = calibration(predictions, BINS).expectedCalibrationError ?? Number.NaN;
  return { loss, text: `log loss ${loss.toFixed(4)}, AUC ${(auc(predictions) ?? Number.NaN).toFixed(4)}, ECE ${error.toFixed(3)}` };
}
