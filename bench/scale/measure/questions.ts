import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import type { AnyPipeline } from 'adaptive-learning-engine/pipelines';
import type { LearnerIdentity } from '../histories/learner-identity.js';

const DAY_MS = 86_400_000;

/** Who asks, through which engine, and when it is. */
export interface Asking {
  /** Keeps no answers. */
  readonly engine: Engine;
  /** Keeps answers, as an engine does whose host says nothing. */
  readonly cached: Engine;
  readonly identity: LearnerIdentity;
  readonly now: Date;
}

/** A promise of the specification (003, sections 3.1 and 7.1) as a call on the engine. */
export interface Question {
  readonly name: string;
  /** What the specification promises, in milliseconds. */
  readonly promisedMs: number;
  /** What 95 of 100 calls are to stay below while others ask and write, in milliseconds. */
  readonly aimMs: number;
  /** How often it is asked, as a share of all that are. */
  readonly share: number;
  /** Whom it is about: any learner, one with days of emotions, or everybody. */
  readonly about: 'anyone' | 'feeling' | 'platform';
  readonly ask: (asking: Asking) => Promise<unknown>;
}

/** All of them, with what each is to reach. */
export const QUESTIONS: readonly Question[] = [
  {
    ...{ name: 'login', promisedMs: 50, aimMs: 10, share: 0.12, about: 'anyone' },
    ask: ({ engine, identity }) => engine.repositories.users.findByEmail(identity.email),
  },
  {
    ...{ name: 'profile with DNA', promisedMs: 100, aimMs: 20, share: 0.2, about: 'anyone' },
    ask: (asking) => learnerOf(asking).profile(),
  },
  {
    ...{ name: 'sessions of 30 days', promisedMs: 200, aimMs: 40, share: 0.14, about: 'anyone' },
    ask: (asking) => learnerOf(asking).recentSessions(),
  },
  {
    ...{ name: 'mastery lookup', promisedMs: 150, aimMs: 30, share: 0.2, about: 'anyone' },
    ask: (asking) => learnerOf(asking).mastery(),
  },
  {
    ...{ name: 'due reviews', promisedMs: 100, aimMs: 20, share: 0.14, about: 'anyone' },
    ask: (asking) => learnerOf(asking).dueReviews({ within: 'today' }),
  },
  {
    ...{ name: 'progress by topic', promisedMs: 200, aimMs: 40, share: 0.05, about: 'anyone' },
    ask: (asking) => learnerOf(asking).progress(),
  },
  {
    ...{ name: 'user progress dashboard', promisedMs: 200, aimMs: 40, share: 0.07, about: 'anyone' },
    ask: (asking) => askLearner(asking, 'user_progress_dashboard', {}),
  },
  {
    ...{ name: 'session history of 30 days', promisedMs: 200, aimMs: 40, share: 0.03, about: 'anyone' },
    ask: (asking) => askLearner(asking, 'session_history', days(asking.now, 30)),
  },
  {
    ...{ name: 'review forecast of 30 days', promisedMs: 100, aimMs: 20, share: 0.02, about: 'anyone' },
    ask: (asking) => askLearner(asking, 'review_forecast', { days: 30 }),
  },
  {
    ...{ name: 'emotional dashboard of 30 days', promisedMs: 500, aimMs: 100, share: 0.03, about: 'feeling' },
    ask: (asking) => askLearner(asking, 'emotional_wellness_trends', { ...days(asking.now, 30), window_days: 7 }),
  },
  {
    ...{ name: 'wellness trends of 60 days', promisedMs: 300, aimMs: 60, share: 0.03, about: 'feeling' },
    ask: (asking) => askLearner(asking, 'emotional_wellness_trends', { ...days(asking.now, 60), window_days: 7 }),
  },
  {
    ...{
      name: 'platform usage of 90 days',
      promisedMs: 1_000,
      aimMs: 200,
      share: 0.005,
      about: 'platform',
    },
    ask: ({ engine, now }) => askPlatform(engine, 'platform_usage_analytics', days(now, 90)),
  },
  {
    ...{ name: 'the same from the cache', promisedMs: 1_000, aimMs: 20, share: 0.015, about: 'platform' },
    ask: ({ cached, now }) => askPlatform(cached, 'platform_usage_analytics', days(now, 90)),
  },
];

function learnerOf({ engine, identity }: Asking): LearnerScope {
  return engine.as({ userId: identity.userId, role: 'learner' });
}

/** Asks a pipeline of either scope by its name, about the learner where it is about one. */
export function askByName(asking: Asking, { name, scope }: Pick<AnyPipeline, 'name' | 'scope'>, params: object): Promise<unknown> {
  return scope === 'learner' ? askLearner(asking, name, params) : askPlatform(asking.engine, name, params);
}

type AskByName = (name: string, params: object) => Promise<unknown>;

function askLearner(asking: Asking, name: string, params: object): Promise<unknown> {
  const learner = learnerOf(asking);
  return (learner.query.bind(learner) as unknown as AskByName)(name, params);
}

function askPlatform(engine: Engine, name: string, params: object): Promise<unknown> {
  return (engine.query as unknown as AskByName)(name, params);
}

/** So many whole days up to the end of today in UTC. */
function days(now: Date, count: number) {
  const until = new Date(Math.ceil(now.getTime() / DAY_MS) * DAY_MS);
  return { since: new Date(until.getTime() - count * DAY_MS), until };
}
