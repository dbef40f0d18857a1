import {
  ALGORITHMS,
  type AlgorithmRow,
  type AnswerLog,
  auc,
  calibration,
  type FittableRow,
  type FittedModel,
  type JsonObject,
  logLoss,
} from 'adaptive-learning-engine/algorithms';
import { learningEvents } from '../../src/collections/index.js';
import { judgeFit } from '../../src/engine/fitting/judge-fit.js';
import { learnerModels } from '../../src/engine/models/settings.js';
import { eventsNeeded } from '../../src/engine/tuning/enough-new.js';
import { isWorthServing } from '../../src/engine/tuning/worth-serving.js';
import { conceptKey, History, type IncomingAnswer, type LearnerModels } from '../../src/learner/index.js';
import type { Figure } from '../figure.js';
import { PLAYED_IN } from './engine-log.js';
import { type AnswerTable, readAnswers } from './read-answers.js';

/** A young deployment. */
const ANSWERS = 20_000;
/** Learners who study at once; when one has no answers left, the next of the file begins. */
const AT_ONCE = 20;
const ANSWER_MS = 30_000;
const SOME_DAY = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;
const PREDICTOR = 'logistic_memory';

/** An answer of the deployment, in the order in which they come. */
interface Answer {
  readonly learner: number;
  readonly skill: number;
  readonly correct: boolean;
  readonly at: number;
}

/** What was said before each answer, and how many versions were served. */
interface Played {
  readonly said: readonly { readonly predicted: number; readonly actual: boolean }[];
  readonly versions: number;
}

/**
 * What the engine's predictor says of a deployment's first answers, each before it is seen: as it comes, and tuned as `engine.tune` does. Beside
 * them two bounds: weights from many answers of other learners, which is what tuning works towards, and weights from these very answers.
 *
 * @param other - answers of other learners
 */
export async function deploymentFigures(file: string, other: string): Promise<readonly Figure[]> {
  const table = await readAnswers(file);
  const others = await readAnswers(other, table.skills);
  const { skills } = others;
  const answers = firstAnswers(table, ANSWERS);
  const defaults = learnerModels({ predictor: PREDICTOR });
  const fittedTo = async (known: readonly Answer[]) => {
    const log = logOf(known, skills);
    return withFit(defaults, await fitTo(log), log, 'known');
  };
  const asItComes = await play(answers, skills, defaults, false);
  const before = logLoss(asItComes.said) ?? Number.NaN;
  const figure = (how: string, { said }: Played, isBound: boolean): Figure => {
    const loss = logLoss(said) ?? Number.NaN;
    const error = calibration(said, 20).expectedCalibrationError ?? Number.NaN;
    return {
      what: `first ${ANSWERS.toLocaleString('en')} answers, ${PREDICTOR}, ${how}`,
      ours: `log loss ${loss.toFixed(4)}, AUC ${auc(said)?.toFixed(4)}, ECE ${error.toFixed(3)}`,
      reference: `as it comes ${before.toFixed(4)}`,
      ratio: before / loss,
      aim: isBound ? 'a bound' : 'no worse than as it comes',
      reached: isBound ? null : loss <= before,
    };
  };
  const tuned = await play(answers, skills, defaults, true);
  const known = await play(answers, skills, await fittedTo(firstAnswers(others, others.correct.length)), false);
  const seen = await play(answers, skills, await fittedTo(answers), false);
  return [
    figure('as it comes', asItComes, false),
    figure(`tuned, ${tuned.versions} versions`, tuned, false),
    figure(`fitted beforehand to ${others.correct.length.toLocaleString('en')} answers of other learners`, known, true),
    figure('fitted to these very answers', seen, true),
  ];
}

function rowOfPredictor(): FittableRow {
  return (ALGORITHMS as readonly AlgorithmRow[]).find(({ name }) => name === PREDICTOR) as FittableRow;
}

async function fitTo(log: AnswerLog): Promise<FittedModel> {
  return rowOfPredictor().fit(log, {});
}

function withFit(
  defaults: LearnerModels,
  { params, byConcept = new Map() }: FittedModel,
  { names }: AnswerLog,
  version: string,
): LearnerModels {
  const own = [...byConcept].map(([number, found]) => [names[number] as string, found.params] as const);
  const fitted = { params, paramsVersion: version, paramsByConcept: new Map<string, JsonObject>(own) };
  return { ...defaults, predictor: { ...defaults.predictor, ...fitted } };
}

/** Learners take turns, so that the log grows as a class's does. */
function firstAnswers({ learner, skill, correct }: AnswerTable, most: number): readonly Answer[] {
  const rowsOf = new Map<number, number[]>();
  for (const [row, number] of learner.entries()) rowsOf.set(number, [...(rowsOf.get(number) ?? []), row]);
  const waiting = [...rowsOf.values()];
  const studying = waiting.splice(0, AT_ONCE);
  const answers: Answer[] = [];
  for (let turn = 0; answers.length < most && studying.length > 0; turn += 1) {
    const place = turn % studying.length;
    const rows = studying[place] as number[];
    const row = rows.shift();
    if (row === undefined) {
      const next = waiting.shift();
      studying.splice(place, 1, ...(next === undefined ? [] : [next]));
      continue;
    }
    const at = SOME_DAY + answers.length * (ANSWER_MS / AT_ONCE);
    answers.push({ learner: learner[row] as number, skill: skill[row] as number, correct: correct[row] === 1, at });
  }
  return answers;
}

async function play(answers: readonly Answer[], skills: readonly string[], defaults: LearnerModels, isTuned: boolean): Promise<Played> {
  const row = rowOfPredictor();
  const histories = new Map<number, { readonly history: History; readonly models: LearnerModels }>();
  const said: { predicted: number; actual: boolean }[] = [];
  let [models, versions, seen] = [defaults, 0, undefined as Date | undefined];
  let last: Parameters<typeof eventsNeeded>[0];
  for (const [place, answer] of answers.entries()) {
    const known = histories.get(answer.learner);
    const history = known?.models === models ? known.history : goOn(known?.history, models, answer);
    histories.set(answer.learner, { history, models });
    const { provenance } = history.add(answerOf(answer, place, skills));
    said.push({ predicted: provenance?.predicted ?? Number.NaN, actual: answer.correct });
    const at = new Date(answer.at);
    if (!isTuned || place + 1 < eventsNeeded(last, at)) continue;
    const log = logOf(answers.slice(0, place + 1), skills);
    const concepts = skills.map((concept) => ({ ...PLAYED_IN, concept }));
    const isBetter = isWorthServing(await judgeFit(row, { log, concepts, servedSawUntil: seen, most: 10_000 }, models, {}));
    const fit: FittedModel | undefined = isBetter ? await fitTo(log) : undefined;
    last = { end: fit === undefined ? 'not_better' : 'activated', events: place + 1, at };
    if (fit === undefined || fit.fellBack !== null) continue;
    versions += 1;
    seen = at;
    models = withFit(defaults, fit, log, `tuned-${versions}`);
  }
  return { said, versions };
}

/** A learner's documents go on as they are when other parameters are served. */
function goOn(known: History | undefined, models: LearnerModels, { at }: Answer): History {
  if (known !== undefined) {
    const { dna, sessions, masteries, newestSession: newest } = known;
    return History.from(models, { dna, sessions: sessions.values(), masteries: masteries.values(), newest });
  }
  const history = new History(models);
  history.add({
    ...commonOf('start', at),
    type: 'session_started',
    session: {
      ...{ session_type: 'practice', topics: [], learning_objectives: [], initial_difficulty_level: 0.5 },
      ...{ device_type: 'desktop', platform: 'web', timezone: 'UTC', day_rollover_hour: 4 },
    },
  });
  return history;
}

function answerOf({ at, skill, correct }: Answer, place: number, skills: readonly string[]): IncomingAnswer {
  const outcome = correct ? ({ score: 1, rating: 3, grade: 4 } as const) : ({ score: 0, rating: 1, grade: 1 } as const);
  return {
    ...commonOf(`answer ${place}`, at),
    type: 'answer',
    day: Math.floor(at / DAY_MS),
    offset_minutes: 0,
    answer: { ...PLAYED_IN, concept: skills[skill] as string, correct, ...outcome, response_time_seconds: 1 },
  };
}

function commonOf(event_id: string, at: number) {
  const occurred = new Date(at);
  return {
    ...{ user_id: 'a learner', event_id, session_id: 'sitting', occurred_at: occurred, recorded_at: occurred },
    ...{ body_hash: '0'.repeat(64), schema_version: learningEvents.schemaVersion },
  };
}

/** What `engine.tune` would read of these answers. */
function logOf(answers: readonly Answer[], skills: readonly string[]): AnswerLog {
  const rows = [...answers].sort((a, b) => a.learner - b.learner || a.at - b.at);
  const numbers = new Map<number, number>();
  for (const { learner } of rows) if (!numbers.has(learner)) numbers.set(learner, numbers.size);
  return {
    learner: Int32Array.from(rows, ({ learner }) => numbers.get(learner) as number),
    concept: Int32Array.from(rows, ({ skill }) => skill),
    at: Float64Array.from(rows, ({ at }) => at),
    day: Int32Array.from(rows, ({ at }) => Math.floor(at / DAY_MS)),
    rating: Uint8Array.from(rows, ({ correct }) => (correct ? 3 : 1)),
    correct: Uint8Array.from(rows, ({ correct }) => Number(correct)),
    learners: numbers.size,
    names: skills.map((concept) => conceptKey({ ...PLAYED_IN, concept })),
  };
}
