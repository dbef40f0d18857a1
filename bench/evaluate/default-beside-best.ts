import {
  ALGORITHMS,
  type AnswerLog,
  auc,
  calibration,
  type Fitter,
  fitLogistic,
  type JsonObject,
  type LogisticLog,
  logisticLearn,
  logisticUpdate,
  type Prediction,
} from 'adaptive-learning-engine/algorithms';
import { conceptKey, DEFAULT_SETTINGS, defaultModels, type LearnerModels } from '../../src/learner/index.js';
import type { Figure } from '../figure.js';
import { bestLr } from './best-lr.js';
import { PLAYED_IN, type PlayedAnswer, playAnswers, type Said } from './engine-log.js';
import { predictedAnswers, type StoredWeights } from './learner-answers.js';
import { masteryFigures } from './mastery.js';

/** How far below the best model the engine may stay by itself, in AUC. */
export const DEFAULT_MARGIN = 0.005;
/** A log without times: one answer every half minute, and a new sitting after thirty. A log with times: a new sitting after a pause of half an hour. */
const ANSWER_MS = 30_000;
const SITTING_ANSWERS = 30;
const SITTING_PAUSE_MS = 1_800_000;
const SOME_DAY = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;

/** What each model says of the same answers, each before it is seen; all but the untuned default know another log of other learners. */
export interface SideBySide {
  /** `createEngine` as it comes, before its first tuning. */
  readonly untuned: readonly Said[];
  /** The same after tuning to the other log. */
  readonly tuned: readonly Said[];
  readonly logistic: readonly Prediction[];
  /** Its weights go on learning from each answer. */
  readonly learning: readonly Prediction[];
  readonly bestLr: readonly Prediction[];
}

export async function sideBySide(train: LogisticLog, test: LogisticLog): Promise<SideBySide> {
  const learners = answersByLearner(test);
  const played = (models: LearnerModels): readonly Said[] => learners.flatMap((answers) => playAnswers(answers, models));
  const { population, skills, items } = await fitLogistic(train);
  const stored = (): StoredWeights => ({
    population,
    skills: new Map(skills.map(({ id, weights }) => [id, weights])),
    items: new Map(items.map(({ id, weights }) => [id, weights])),
  });
  const going = stored();
  return {
    untuned: played(defaultModels({})),
    tuned: played(await tunedModels(train)),
    logistic: predictedAnswers(test, stored(), logisticUpdate),
    learning: predictedAnswers(test, going, (answer, skillId, itemId) => {
      const learned = logisticLearn(answer);
      going.population = learned.population;
      going.skills.set(skillId, learned.skillWeights);
      if (itemId !== undefined && learned.itemWeights !== null) going.items.set(itemId, learned.itemWeights);
      return learned;
    }),
    bestLr: bestLr(train, test),
  };
}

/** The best of the models that stand still, as the default does between two tunings. */
export function bestAuc({ logistic, bestLr: regression }: SideBySide): number {
  return Math.max(aucOf(logistic), aucOf(regression));
}

export async function defaultFigures(name: string, train: LogisticLog, test: LogisticLog): Promise<readonly Figure[]> {
  const all = await sideBySide(train, test);
  const best = bestAuc(all);
  const plain = { aim: 'as measured', reached: null };
  const regression = `Best-LR: ${said(all.bestLr)}`;
  return [
    {
      what: `${name}: default engine after tuning`,
      ours: said(all.tuned),
      reference: `best: AUC ${best.toFixed(4)}; ${regression}`,
      aim: `AUC ≥ ${(best - DEFAULT_MARGIN).toFixed(4)}`,
      reached: aucOf(all.tuned) >= best - DEFAULT_MARGIN,
    },
    { what: `${name}: default engine before its first tuning`, ours: said(all.untuned), reference: regression, ...plain },
    { what: `${name}: logistic tracing, fitted`, ours: said(all.logistic), reference: regression, ...plain },
    { what: `${name}: logistic tracing, fitted, its weights go on learning`, ours: said(all.learning), reference: regression, ...plain },
    ...masteryFigures(name, all.untuned),
  ];
}

async function tunedModels(train: LogisticLog): Promise<LearnerModels> {
  return fittedModels(train, 'predictor', DEFAULT_SETTINGS.predictor);
}

/** The default models, one of them with the parameters that its fit finds in a log. */
export async function fittedModels(train: LogisticLog, slot: 'predictor' | 'knowledge', model: string): Promise<LearnerModels> {
  const defaults = defaultModels({});
  const row = ALGORITHMS.find(({ kind, name }) => kind === slot && name === model);
  if (row === undefined || !('fit' in row)) return defaults;
  const log = logOf(train);
  const { params, byConcept = new Map() } = await (row.fit as unknown as Fitter<JsonObject>)(log, {});
  const paramsByConcept = new Map<string, JsonObject>();
  for (const [concept, found] of byConcept) paramsByConcept.set(log.names[concept] as string, found.params as JsonObject);
  return { ...defaults, [slot]: { ...defaults[slot], params, paramsVersion: 'tuned', paramsByConcept } };
}

/** Answers as the engine would have recorded them, learner by learner. */
export function answersByLearner({ learner, skills, skill, items, item, correct, at }: LogisticLog): readonly (readonly PlayedAnswer[])[] {
  const byLearner = new Map<number, PlayedAnswer[]>();
  for (const [row, number] of learner.entries()) {
    const answers = byLearner.get(number) ?? [];
    byLearner.set(number, answers);
    const time = at === undefined ? SOME_DAY + answers.length * ANSWER_MS : SOME_DAY + (at[row] as number);
    const before = answers.at(-1);
    answers.push({
      concept: skills[skill[row] as number] as string,
      item: items?.[item?.[row] ?? -1],
      correct: correct[row] === 1,
      rating: correct[row] === 1 ? 3 : 1,
      at: Math.max(time, before?.at ?? time),
      opens: at === undefined ? answers.length % SITTING_ANSWERS === 0 : before === undefined || time - before.at > SITTING_PAUSE_MS,
    });
  }
  return [...byLearner.values()];
}

/** What a fit of the engine would read of the same answers: items of two concepts are two items. */
function logOf(log: LogisticLog): AnswerLog {
  const { skills, items } = log;
  const places = new Map(skills.map((skill, number) => [skill, number]));
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const rows = answersByLearner(log).flatMap((answers, learner) => answers.map((answer) => ({ ...answer, learner })));
  const item = rows.map(({ concept, item: id }) => {
    if (id === undefined) return -1;
    const key = JSON.stringify([concept, id]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, names.length);
    return names.push(id) - 1;
  });
  return {
    learner: Int32Array.from(rows, (row) => row.learner),
    concept: Int32Array.from(rows, ({ concept }) => places.get(concept) as number),
    at: Float64Array.from(rows, ({ at }) => at),
    day: Int32Array.from(rows, ({ at }) => Math.floor(at / DAY_MS)),
    rating: Uint8Array.from(rows, ({ rating }) => rating),
    correct: Uint8Array.from(rows, ({ correct }) => Number(correct)),
    learners: new Set(rows.map(({ learner }) => learner)).size,
    names: skills.map((concept) => conceptKey({ ...PLAYED_IN, concept })),
    ...(items === undefined ? {} : { items: names, item: Int32Array.from(item) }),
  };
}

export function aucOf(predictions: readonly Prediction[]): number {
  return auc(predictions) ?? Number.NaN;
}

function said(predictions: readonly Prediction[]): string {
  const error = calibration(predictions, 20).expectedCalibrationError ?? Number.NaN;
  return `AUC ${aucOf(predictions).toFixed(4)}, ECE ${error.toFixed(3)}`;
}
