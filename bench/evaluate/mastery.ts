import { calibration, type Prediction } from 'adaptive-learning-engine/algorithms';
import type { Figure } from '../figure.js';
import type { Said } from './engine-log.js';

const AIM = 0.03;
const BINS = 20;

/**
 * How far mastery is from what it says: the probability that the learner solves an average question, as it stood before each answer but the first
 * to a concept, beside how the answer came out. Questions of a log without difficulties are taken to be average, as the engine takes them.
 */
export function masteryFigures(name: string, said: readonly Said[]): readonly Figure[] {
  const later = said.filter(({ onLaterDay }) => onLaterDay);
  return [
    figureOf(`${name}: mastery as it stands, before each answer`, heldAgainst(said, 'retained')),
    figureOf(`${name}: mastery as the last practice left it`, heldAgainst(said, 'level')),
    ...(later.length === 0 ? [] : [figureOf(`${name}: mastery as it stands, on a later day`, heldAgainst(later, 'retained'))]),
  ];
}

/** Mastery in the place of the prediction. */
export function heldAgainst(said: readonly Said[], by: 'level' | 'retained'): readonly Prediction[] {
  return said.flatMap(({ mastery, actual }) => (mastery === null ? [] : [{ predicted: mastery[by], actual }]));
}

function figureOf(what: string, predictions: readonly Prediction[]): Figure {
  const error = calibration(predictions, BINS).expectedCalibrationError ?? Number.NaN;
  const mean = (of: (prediction: Prediction) => number) => predictions.reduce((sum, each) => sum + of(each), 0) / predictions.length;
  return {
    what,
    ours: `ECE ${error.toFixed(3)}, said ${mean(({ predicted }) => predicted).toFixed(3)} (${predictions.length.toLocaleString('en')})`,
    reference: `right ${mean(({ actual }) => Number(actual)).toFixed(3)}`,
    aim: `ECE ≤ ${AIM}`,
    reached: error <= AIM,
  };
}
