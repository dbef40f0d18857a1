import { calibration, logLoss, type Prediction } from 'adaptive-learning-engine/algorithms';
import { default_w } from 'ts-fsrs';
import { readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import type { Figure } from '../figure.js';
import { type GeneratedLearner, generatedReviews } from './generated-reviews.js';
import { isKnownReviewLog } from './known-logs.js';
import { pairedDifference } from './paired-difference.js';
import { type ComparedReview, residualRun } from './residual-run.js';
import { DAYS_OF_FIGURES, type DayCount, type LoggedReview, scheduledReviews } from './scheduled-reviews.js';

const REFERENCE = 'FSRS-6 default (ts-fsrs)';
const AIM_ALL = 0.448;
const AIM_LATEST = 0.447;
/** The reviews held to be latest, by time. */
const LATEST_SHARE = 0.2;
const CALIBRATION_BINS = 20;
/** What learning may cost where there is nothing to learn: a tenth of what it gains where there is. */
const WORST_COST = 0.002;
const GENERATED_SEEDS = [1, 2, 3, 4];

const DAY_COUNTS: readonly { readonly name: string; readonly count: DayCount }[] = [
  { name: "learner's days, rollover at 4 h UTC", count: DAYS_OF_FIGURES },
  { name: 'days of UTC', count: { rolloverHour: 0 } },
  { name: "learner's days, rollover at 9 h UTC, when this learner sleeps", count: { rolloverHour: 9 } },
  { name: 'floor of 24 h', count: 'floor of 24 h' },
  { name: 'fractions of days', count: 'fractions' },
];

const OTHER_WEIGHTS = default_w.map((weight, place) => (place === 4 ? 6 : place === 8 ? 0.75 * weight : place === 20 ? 0.25 : weight));
const GENERATED: readonly GeneratedLearner[] = [
  { name: 'remembers exactly as FSRS-6 default says', weights: default_w, noise: 0, mood: () => 0 },
  { name: 'remembers by other weights, with noise', weights: OTHER_WEIGHTS, noise: 0.4, mood: () => 0 },
  { name: 'has the first 200 answers right', weights: default_w, noise: 0, mood: (answer) => (answer < 200 ? 50 : 0) },
  { name: 'changes after 90 days from +0.5 to −1 logit', weights: default_w, noise: 0, mood: (_, day) => (day < 90 ? 0.5 : -1) },
];

/**
 * The online residual model over FSRS-6 with default weights, each review predicted before it is seen and no training run:
 * log loss of reviews on a later day than the card's last one, calibration, other ways to count days, and learners that we made ourselves.
 *
 * @param log a review log as Anki's, `.csv` or `.csv.gz`; null leaves its figures out
 */
export async function residualAccuracyFigures(log: string | null): Promise<readonly Figure[]> {
  const generated = GENERATED.map((learner) => {
    const compared = GENERATED_SEEDS.flatMap((seed) => laterOf(residualRun(scheduledReviews(generatedReviews(learner, seed)))));
    return lossFigure(`made learner who ${learner.name}`, compared, null);
  });
  if (log === null) return generated;
  const { rows } = await readReviewLog(log, { now: new Date() });
  const reviews = rows.map(({ cardId, rating, reviewedAt }) => ({ card: cardId, rating, at: reviewedAt.getTime() }));
  const known = isKnownReviewLog(reviews);
  const compared = residualRun(scheduledReviews(reviews));
  const later = laterOf(compared);
  const latest = later.slice(Math.floor(later.length * (1 - LATEST_SHARE)));
  return [
    lossFigure('recall, elapsed days > 0, all', later, known ? AIM_ALL : null),
    lossFigure('recall, elapsed days > 0, last 20 % by time', latest, known ? AIM_LATEST : null),
    calibrationFigure(later),
    lossFigure(
      'recall on the same day',
      compared.filter(({ review }) => review.elapsedDays <= 0),
      null,
    ),
    ...dayCountFigures(reviews),
    ...generated,
  ];
}

function laterOf(compared: readonly ComparedReview[]): readonly ComparedReview[] {
  return compared.filter(({ review }) => review.elapsedDays > 0);
}

/** Every way of counting days on the same reviews: those that lie on a later day by each of them. */
function dayCountFigures(reviews: readonly LoggedReview[]): readonly Figure[] {
  const runs = DAY_COUNTS.map(({ name, count }) => ({ name, compared: residualRun(scheduledReviews(reviews, count)) }));
  const later = runs[0]?.compared.map((_, place) => runs.every(({ compared }) => (compared[place]?.review.elapsedDays ?? 0) >= 1)) ?? [];
  return runs.map(({ name, compared }) =>
    lossFigure(
      `${name}, the reviews that all counts call later`,
      compared.filter((_, place) => later[place] === true),
      null,
    ),
  );
}

function lossFigure(name: string, compared: readonly ComparedReview[], aim: number | null): Figure {
  const ours = lossOf(compared.map(({ residual }) => residual));
  const theirs = lossOf(compared.map(({ scheduler }) => scheduler));
  const { mean, low, high } = pairedDifference(
    compared.map(({ review, residual, scheduler }) => ({ group: review.card, ours: lossOf([residual]), theirs: lossOf([scheduler]) })),
  );
  return {
    what: `residual model: ${name}`,
    ours: `log loss ${shown(ours)} (n ${compared.length}; ${shown(mean)} better, 95 % of ${shown(low)} to ${shown(high)})`,
    reference: `${REFERENCE}: ${shown(theirs)}`,
    ratio: theirs / ours,
    aim: aim === null ? `at most ${shown(WORST_COST)} worse` : `≤ ${shown(aim)}`,
    reached: aim === null ? ours <= theirs + WORST_COST : ours <= aim,
  };
}

function calibrationFigure(compared: readonly ComparedReview[]): Figure {
  const errorOf = (predictions: readonly Prediction[]): number =>
    calibration(predictions, CALIBRATION_BINS).expectedCalibrationError ?? Number.NaN;
  const ours = errorOf(compared.map(({ residual }) => residual));
  const theirs = errorOf(compared.map(({ scheduler }) => scheduler));
  return {
    what: 'residual model: recall, elapsed days > 0, calibration',
    ours: `ECE ${shown(ours)} (${CALIBRATION_BINS} bins)`,
    reference: `${REFERENCE}: ${shown(theirs)}`,
    ratio: theirs / ours,
    aim: 'no worse',
    reached: ours <= theirs,
  };
}

function lossOf(predictions: readonly Prediction[]): number {
  return logLoss(predictions) ?? Number.NaN;
}

/** `.4411`, as the tables of this field write it. */
function shown(value: number): string {
  return value.toFixed(4).replace(/^(-?)0\./, '$1.');
}
