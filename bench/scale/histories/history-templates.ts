import type { CollectionName } from 'adaptive-learning-engine/collections';
import { accountOf, claimOf } from './account.js';
import { DocumentTemplate } from './document-template.js';
import { emotionalDaysOf } from './emotional-days.js';
import { HISTORIES, shapeOf } from './history-shape.js';
import { type SimulatedHistory, simulateHistory } from './simulate-history.js';

const DAY_MS = 86_400_000;
/** Days between the two times that a life is lived: over a change of the clock in most of the world, so that what depends on one is found out. */
const APART = 91;

/** The collections that hold learners' documents. */
export const LEARNERS_COLLECTIONS = [
  'users',
  'email_claims',
  'learning_dna',
  'learning_sessions',
  'emotional_analytics',
  'content_mastery',
  'learning_events',
] as const satisfies readonly CollectionName[];

export type LearnersCollection = (typeof LEARNERS_COLLECTIONS)[number];

/** A life, ready to be given to any number of learners. */
export interface HistoryTemplate {
  readonly templates: { readonly [Name in LearnersCollection]: readonly DocumentTemplate[] };
}

/** All lives, each lived when it is first asked for. */
export class HistoryTemplates {
  readonly seed: number;
  readonly now: Date;
  readonly #lives: (HistoryTemplate | undefined)[] = [];
  readonly #lastDay: number;

  /** @param now up to when lives go: the last sessions are of the day before */
  constructor(seed: number, now: Date) {
    this.seed = seed;
    this.now = now;
    this.#lastDay = Math.floor(now.getTime() / DAY_MS) * DAY_MS - DAY_MS;
  }

  of(life: number): HistoryTemplate {
    const known = this.#lives[life];
    if (known !== undefined) return known;
    const made = this.#stamped(life % HISTORIES);
    this.#lives[life] = made;
    return made;
  }

  #stamped(life: number): HistoryTemplate {
    const earlier = documentsOf(simulateHistory(shapeOf(life, this.seed), this.#lastDay - APART * DAY_MS));
    const documents = documentsOf(simulateHistory(shapeOf(life, this.seed), this.#lastDay));
    const stampsOf = (name: LearnersCollection) =>
      documents[name].map((document, n) => new DocumentTemplate(document, earlier[name][n] as object, APART));
    return {
      templates: {
        users: stampsOf('users'),
        email_claims: stampsOf('email_claims'),
        learning_dna: stampsOf('learning_dna'),
        learning_sessions: stampsOf('learning_sessions'),
        emotional_analytics: stampsOf('emotional_analytics'),
        content_mastery: stampsOf('content_mastery'),
        learning_events: stampsOf('learning_events'),
      },
    };
  }
}

function documentsOf(life: SimulatedHistory): { readonly [Name in LearnersCollection]: readonly object[] } {
  const { dna, sessions, masteries } = life.history;
  const account = accountOf(life);
  return {
    users: [account],
    email_claims: [claimOf(account)],
    learning_dna: dna === null ? [] : [dna],
    learning_sessions: [...sessions.values()],
    emotional_analytics: emotionalDaysOf(life),
    content_mastery: [...masteries.values()],
    learning_events: life.events,
  };
}
