import { invalidInput } from '../../errors.js';
import { defaultModels, dueWithin, isDue, type LearnerModels, learnerNow, recommendFrom } from '../../learner/index.js';
import { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import { ItemBank } from '../course/item-bank.js';
import { DAY_RULE, LearnerRecord } from '../learner-record.js';
import type { Family } from '../minds/families.js';
import type { Mind } from '../minds/mind.js';
import { type LearnerOutcome, outcomeOf, type PlayedSession } from '../outcome/learner-outcome.js';
import type { Asked, Budget, Choice, Policy, PolicyView } from '../policies/policy.js';
import { calendarOf } from './calendar.js';

/** How often a wrong answer is explained, and how long that takes in seconds. */
const EXPLAINED = { chance: 0.3, least: 20, most: 60 } as const;
/** Seconds between an answer and the next question. */
const PAUSE = { least: 2, most: 15 } as const;
/** Times to answer are log-normal (W. J. van der Linden, 2006): the standard deviation of their logarithm, and the longest in seconds. */
const TIME_SPREAD = 0.45;
const LONGEST_ANSWER = 600;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A simulated learner of whom a policy is tried. */
export interface LearnerToPlay {
  readonly family: Family;
  readonly policy: Policy;
  /** Which learner of the family: the same mind, calendar and chance of answers under each policy. */
  readonly number: number;
  readonly seed: number;
  readonly weeks: number;
  /** Of a typical sitting. */
  readonly budget: Budget;
  /** Days from the end of the term until what was learnt is measured. */
  readonly horizonDays: number;
}

/** Lets one simulated learner study a term under a policy. The same arguments give exactly the same outcome. */
export function playLearner({ family, policy, number, seed, weeks, budget, horizonDays }: LearnerToPlay): LearnerOutcome {
  const names = [family.name, seed, number] as const;
  const { course } = family;
  const mind = family.mind(new Random('mind', ...names), number);
  const fresh = mind.fork();
  const calendar = calendarOf(weeks, ...names);
  const models = defaultModels(policy.models);
  const record = new LearnerRecord(course, models, calendar.begins);
  const horizon = calendar.ends + horizonDays * DAY_MS;
  const desk = new Desk({ policy, course, mind, record, models, ends: calendar.ends, horizon, names });
  const sittings = calendar.sittings.map(({ at, length }, index) => desk.sit(index, at, scaled(budget, length)));
  return outcomeOf({ fresh, mind, record: policy.isOracle ? null : record, models, sittings, ends: calendar.ends, horizon });
}

function scaled(budget: Budget, length: number): Budget {
  if ('minutes' in budget) return { minutes: budget.minutes * length };
  return { questions: Math.max(1, Math.round(budget.questions * length)) };
}

interface Seat {
  readonly policy: Policy;
  readonly course: Course;
  readonly mind: Mind;
  readonly record: LearnerRecord;
  readonly models: LearnerModels;
  readonly ends: number;
  readonly horizon: number;
  readonly names: readonly (string | number)[];
}

/** Where a learner sits and answers. */
class Desk {
  readonly #seat: Seat;
  readonly #items: ItemBank;
  readonly #answers: Random;
  readonly #times: Random;
  readonly #choices: Random;
  readonly #asked = new Map<number, string[]>();
  /** What a policy listed and was not asked yet. */
  #listed: readonly Choice[] = [];

  constructor(seat: Seat) {
    this.#seat = seat;
    this.#items = new ItemBank(seat.course, 1);
    this.#answers = new Random('answers', ...seat.names);
    this.#times = new Random('times', ...seat.names);
    this.#choices = new Random('choices', ...seat.names);
  }

  /** One sitting from beginning to end. */
  sit(index: number, startsAt: number, budget: Budget): PlayedSession {
    const { record } = this.#seat;
    const sitting: Asked[] = [];
    let at = startsAt;
    record.startSitting(index, at);
    for (let left: Budget | undefined = budget; left !== undefined; left = leftOf(budget, sitting.length, at - startsAt)) {
      const { nextAt, ...asked } = this.#ask(at, sitting, left);
      at = nextAt;
      sitting.push(asked);
    }
    record.endSitting(at);
    return { asked: sitting, hours: (at - startsAt) / HOUR_MS };
  }

  #ask(at: number, sitting: readonly Asked[], left: Budget): Asked & { readonly nextAt: number } {
    const { policy, course, mind, record } = this.#seat;
    if (sitting.length === 0 || this.#listed.length === 0)
      this.#listed = listOf(policy.choose(this.#view(at, sitting, left), mind), policy);
    const [choice, ...listed] = this.#listed as [Choice, ...Choice[]];
    this.#listed = listed;
    const place = placeOf(course, choice, policy);
    const asked = this.#asked.get(place) ?? [];
    this.#asked.set(place, asked);
    const item = this.#items.choose(place, choice.difficulty, asked, this.#choices);
    asked.push(item.id);

    const time = mind.seconds(place, at);
    const correct = this.#answers.chance(mind.rightAnswer(place, item.difficulty, at));
    const seconds = Math.round(10 * Math.min(LONGEST_ANSWER, this.#times.logNormal(time, TIME_SPREAD))) / 10;
    const answeredAt = at + Math.round(1000 * seconds);
    const explained = !correct && this.#answers.chance(EXPLAINED.chance);
    const pause = this.#times.between(PAUSE.least, PAUSE.most) + (explained ? this.#times.between(EXPLAINED.least, EXPLAINED.most) : 0);
    record.answer({ place, itemId: item.id, difficulty: item.difficulty, correct, seconds, at: answeredAt });
    mind.practise(place, answeredAt, { correct, explained });
    const nextAt = answeredAt + Math.round(1000 * pause);
    return { concept: choice.concept, difficulty: item.difficulty, correct, seconds, at: new Date(answeredAt), nextAt };
  }

  #view(at: number, sitting: readonly Asked[], left: Budget): PolicyView {
    const { course, record, models, ends, horizon } = this.#seat;
    const now = learnerNow(new Date(at), DAY_RULE);
    const masteryOf = (concept: string) => record.mastery(course.placeOf(concept) ?? -1);
    return {
      now,
      course,
      ends: new Date(ends),
      horizon: new Date(horizon),
      asked: sitting,
      remaining: left,
      models,
      random: this.#choices,
      masteryOf,
      isDue: (concept) => {
        const mastery = masteryOf(concept);
        return mastery !== undefined && isDue(mastery.spaced_repetition_data, dueWithin(now, 'today'));
      },
      practised: record.met,
      session: () => record.session,
      recommend: (limit) => recommendFrom(record, { now, curriculum: course.curriculum, limit }, models),
    };
  }
}

function listOf(choice: Choice | readonly Choice[], { name }: Policy): readonly Choice[] {
  const listed = [choice].flat();
  if (listed.length === 0) throw invalidInput(`policies.${name}.choose`, 'at least one question', listed);
  return listed;
}

function placeOf(course: Course, { concept, difficulty }: Choice, { name }: Policy): number {
  const place = course.placeOf(concept);
  if (place === undefined) throw invalidInput(`policies.${name}.choose`, 'the name of a concept of the course', concept);
  if (difficulty !== undefined && !(difficulty >= 0 && difficulty <= 1)) {
    throw invalidInput(`policies.${name}.choose.difficulty`, 'a number from 0 to 1', difficulty);
  }
  return place;
}

/** What is left of a sitting; undefined when nothing is. */
function leftOf(budget: Budget, questions: number, passedMs: number): Budget | undefined {
  if ('minutes' in budget) {
    const minutes = budget.minutes - passedMs / 60_000;
    return minutes > 0 ? { minutes } : undefined;
  }
  return budget.questions > questions ? { questions: budget.questions - questions } : undefined;
}
