import { type FsrsParams, fitFsrs, fsrsDefaultWeights, type LoggedReview, type SchedulerName } from 'adaptive-learning-engine/algorithms';
import { drawnMemory, pairedGain, Random } from 'adaptive-learning-engine/simulator';
import { readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import { learnerModels } from '../../src/engine/models/settings.js';
import type { Figure } from '../figure.js';
import { type CardsToReview, type RatingShares, type Reviewed, reviewCards } from './reviewed-cards.js';

const DAY_MS = 86_400_000;
/** The log's next day begins at four in the morning, UTC. */
const ROLLOVER_MS = 4 * 3_600_000;
const DESIRED = 0.9;
/** Retentions that FSRS is asked for, so that its workload can be read at the share that another retains. */
const DESIRED_OF_FSRS = [0.84, 0.9, 0.94, 0.97] as const;
/** Shares that most decks show. */
const DEFAULT_FIRST: RatingShares = [0.3, 0.1, 0.5, 0.1];
const DEFAULT_PASSES: RatingShares = [0, 0.1, 0.8, 0.1];

/** Whom a schedule is tried on. */
export interface WorkloadOptions {
  readonly learners: number;
  readonly days: number;
  readonly newPerDay: number;
}

const DEFAULTS: WorkloadOptions = { learners: 8, days: 120, newPerDay: 6 };

type Learner = Pick<CardsToReview, 'truth' | 'first' | 'passes' | 'number'>;

/**
 * What the intervals of `personal` cost beside those of FSRS where both retain as much. Nobody can be asked what they would have answered on
 * another day; so learners are simulated whose memories are drawn about a fit of FSRS-6 to the log, with the log's shares of ratings.
 *
 * @param file a review log; without one, memories are drawn about the published weights
 */
export async function workloadFigures(file?: string, options: WorkloadOptions = DEFAULTS): Promise<readonly Figure[]> {
  const { weights, first, passes } = file === undefined ? typicalDeck() : await deckOf(file);
  const learners = Array.from({ length: options.learners }, (_, number): Learner => {
    return { truth: drawnMemory(weights, new Random('workload', number)), first, passes, number };
  });
  const played = (scheduler: SchedulerName, retention: number, paramsOf: (learner: Learner) => Partial<FsrsParams> = () => ({})) =>
    learners.map((learner) => {
      const params = { desired_retention: retention, ...paramsOf(learner) };
      return reviewCards({ ...learner, ...options, models: learnerModels({ scheduler: { model: scheduler, params } }) });
    });
  const curves = DESIRED_OF_FSRS.map((retention) => played('fsrs', retention));
  const about = `${options.learners} simulated learners, ${options.days} days, memories about ${file === undefined ? 'the published weights' : 'the log'}`;
  const figures = [
    besideFsrs(`personal, desired ${DESIRED}`, played('personal', DESIRED), curves),
    besideFsrs(
      `FSRS with each learner's true weights, desired ${DESIRED}`,
      played('fsrs', DESIRED, ({ truth }) => ({ weights: truth.weights })),
      curves,
    ),
  ];
  return figures.map((figure) => ({ ...figure, what: `${figure.what}; ${about}` }));
}

function besideFsrs(what: string, ours: readonly Reviewed[], curves: readonly (readonly Reviewed[])[]): Figure {
  const equal = ours.map(({ retained }, learner) =>
    reviewsAt(
      retained,
      curves.map((curve) => curve[learner] as Reviewed),
    ),
  );
  const typical = curves[DESIRED_OF_FSRS.indexOf(DESIRED)] as readonly Reviewed[];
  const { gain, low, high } = pairedGain(
    ours.map(({ reviewsPerDay }) => reviewsPerDay),
    equal,
  );
  return {
    what: `workload at equal retained share: ${what}`,
    ours: `${mean(ours, 'reviewsPerDay').toFixed(1)} reviews a day (${percent(gain)}, ${percent(low)} … ${percent(high)}), retained ${mean(ours, 'retained').toFixed(3)}, recalled ${mean(ours, 'recalled').toFixed(3)} ± ${spread(ours).toFixed(3)}`,
    reference: `FSRS at the same share ${average(equal).toFixed(1)}; at ${DESIRED}: ${mean(typical, 'reviewsPerDay').toFixed(1)}, retained ${mean(typical, 'retained').toFixed(3)}, recalled ${mean(typical, 'recalled').toFixed(3)} ± ${spread(typical).toFixed(3)}`,
    aim: 'no more than FSRS',
    reached: low <= 0,
  };
}

/** Reviews a day at which FSRS retains a share, between the retentions that it was asked for; beyond them, those of the nearest. */
function reviewsAt(retained: number, curve: readonly Reviewed[]): number {
  const points = [...curve].sort((a, b) => a.retained - b.retained);
  const above = points.findIndex((point) => point.retained >= retained);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return (points.at(-1) as Reviewed).reviewsPerDay;
  if (low === undefined) return high.reviewsPerDay;
  const share = (retained - low.retained) / (high.retained - low.retained);
  return low.reviewsPerDay + share * (high.reviewsPerDay - low.reviewsPerDay);
}

function typicalDeck() {
  return { weights: fsrsDefaultWeights, first: DEFAULT_FIRST, passes: DEFAULT_PASSES };
}

async function deckOf(file: string) {
  const { rows } = await readReviewLog(file, { now: new Date() });
  const reviews: LoggedReview[] = rows.map(({ cardId, rating, reviewedAt }) => {
    const at = reviewedAt.getTime();
    return { card: cardId, at, rating, day: Math.floor((at - ROLLOVER_MS) / DAY_MS) };
  });
  const met = new Set<string>();
  const first = [0, 0, 0, 0];
  const later = [0, 0, 0, 0];
  for (const { card, rating } of [...reviews].sort((a, b) => a.at - b.at)) {
    const counts = met.has(card) ? later : first;
    counts[rating - 1] = (counts[rating - 1] as number) + 1;
    met.add(card);
  }
  return { weights: fitFsrs(reviews).params.weights, first: first as unknown as RatingShares, passes: later as unknown as RatingShares };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function mean(all: readonly Reviewed[], of: keyof Reviewed): number {
  return average(all.map((one) => one[of]));
}

/** How far learners' recall is from the one that was desired, on average. */
function spread(all: readonly Reviewed[]): number {
  return average(all.map(({ recalled }) => Math.abs(recalled - DESIRED)));
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)} %`;
}
