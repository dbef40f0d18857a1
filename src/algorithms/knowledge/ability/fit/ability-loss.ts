import type { AnswerLog } from '../../../fitting/answer-log.js';
import { probabilityAt } from '../../log-odds.js';
import { ability } from '../ability.js';
import type { AbilityModelParams } from '../ability-model-params.js';
import { AVERAGE, elapsedDays, momentOf } from '../ability-moment.js';
import type { ConceptAbility } from '../concept-ability.js';
import { learnAbility } from '../learn-ability.js';
import { initialLearnerAbility, withLearner } from '../learner-ability.js';

/** Work of an answer, in rows of a fit's objective. */
const WORK_OF_AN_ANSWER = 32;

/** Rows of one learner, `to` not among them. */
export interface LearnerRows {
  readonly from: number;
  readonly to: number;
}

/** What the model said of a log's answers, each before it was seen. */
export interface AbilityLoss {
  /** Mean log loss in nats. */
  readonly logLoss: number;
  /** By the concept's number: what was not expected, and how much the answers say about the concept's easiness. */
  readonly residual: Float64Array;
  readonly information: Float64Array;
}

/** Plays the answers of some learners under parameters, with an ease of each concept. */
export function* abilityLoss(
  log: AnswerLog,
  learners: readonly LearnerRows[],
  params: AbilityModelParams,
  easeOf: (concept: number) => number,
): Generator<number, AbilityLoss> {
  const residual = new Float64Array(log.names.length);
  const information = new Float64Array(log.names.length);
  let [loss, answers] = [0, 0];
  for (const { from, to } of learners) {
    const concepts = new Map<number, ConceptAbility>();
    let learner = initialLearnerAbility(params);
    for (let row = from; row < to; row += 1) {
      const number = log.concept[row] as number;
      const subject = subjectOf(log.names[number] as string);
      const kept = concepts.get(number) ?? { ...ability.initial(params), ease: easeOf(number) };
      const [at, day, correct] = [log.at[row] as number, log.day[row] as number, log.correct[row] === 1];
      const difficulty = difficultyOf(log, row);
      const asked = withLearner(kept, learner, subject, params);
      const chance = probabilityAt(momentOf(asked, elapsedDays(asked, at, day), difficulty, params).logOdds);
      loss -= Math.log(correct ? chance : 1 - chance);
      residual[number] = (residual[number] as number) + (correct ? 1 - chance : -chance);
      information[number] = (information[number] as number) + chance * (1 - chance);
      const known = learnAbility({ learner, concept: kept }, subject, { at, day, correct, difficulty }, params);
      learner = known.learner;
      concepts.set(number, known.concept);
      answers += 1;
      yield WORK_OF_AN_ANSWER;
    }
  }
  return { logLoss: loss / answers, residual, information };
}

/** Of the question, average where the host said nothing. */
export function difficultyOf({ difficulty }: AnswerLog, row: number): number {
  const said = difficulty?.[row] ?? Number.NaN;
  return Number.isNaN(said) ? AVERAGE : said;
}

/** The name of a concept begins with that of its subject, where it has one. */
function subjectOf(name: string): string {
  const end = name.indexOf('\0');
  return end < 0 ? '' : name.slice(0, end);
}
