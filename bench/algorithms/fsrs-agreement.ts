import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createEmptyCard, type Grade as PeerGrade, fsrs as peerFsrs } from 'ts-fsrs';
import {
  FSRS_COMPATIBILITY,
  type FsrsParams,
  type FsrsReviewedState,
  type FsrsState,
  fsrs,
  fsrsParams,
  fsrsReview,
  type Rating,
} from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const CARDS = 1000;
const REVIEWS = 12;
/** A card is done with when its interval is longer: at 36,500 days the implementations hold different limits. */
const LAST_INTERVAL_DAYS = 3650;
const PHASES = ['new', 'learning', 'review', 'relearning'] as const;
const AIM = 'stability 1e-6 relative, difficulty 1e-7, states equal';

/** One review as another implementation has it. */
type PeerReview = {
  readonly phase: string;
  readonly step: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly due: number;
};
type Review = { readonly at: number; readonly rating: Rating };

/**
 * The same random histories through our FSRS and through ts-fsrs and py-fsrs, each under its own named choices. Cards are reviewed when
 * they are due, or whole days off, so that calendar days and times of 24 hours count alike.
 */
export async function fsrsAgreementFigures(): Promise<readonly Figure[]> {
  const like = fsrsParams(FSRS_COMPATIBILITY['ts-fsrs']);
  const likePython = fsrsParams(FSRS_COMPATIBILITY['py-fsrs']);
  const histories = historiesOf(like);
  const pythonHistories = historiesOf(likePython);
  const python = pythonReviews(pythonHistories);
  return [
    agreement('ts-fsrs 5.4.2', histories, like, histories.map(peerReviews)),
    typeof python === 'string'
      ? { what: 'FSRS numbers', ours: '', reference: python, aim: AIM, reached: null }
      : agreement('py-fsrs', pythonHistories, likePython, python),
  ];
}

function agreement(
  peer: string,
  histories: readonly (readonly Review[])[],
  params: FsrsParams,
  theirs: readonly (readonly PeerReview[])[],
): Figure {
  let stability = 0;
  let difficulty = 0;
  let unequal = 0;
  for (const [card, history] of histories.entries()) {
    for (const [index, own] of statesOf(history, params).entries()) {
      const their = theirs[card]?.[index];
      if (their === undefined) throw new Error(`${peer} gave no review ${index} of card ${card}`);
      stability = Math.max(stability, Math.abs(own.stability - their.stability) / their.stability);
      difficulty = Math.max(difficulty, Math.abs(own.difficulty - their.difficulty));
      if (own.phase !== their.phase || own.step !== their.step || own.due !== their.due) unequal += 1;
    }
  }
  return {
    what: 'FSRS numbers',
    ours: `off by at most ${stability.toExponential(1)} in stability, ${difficulty.toExponential(1)} in difficulty; ${unequal} states differ`,
    reference: `${peer}: ${CARDS} cards of up to ${REVIEWS} reviews`,
    aim: AIM,
    reached: stability <= 1e-6 && difficulty <= 1e-7 && unequal === 0,
  };
}

function statesOf(history: readonly Review[], params: FsrsParams): readonly FsrsReviewedState[] {
  let state: FsrsState = fsrs.initial(params);
  return history.map((review) => {
    const next = fsrsReview(state, review, params);
    state = next;
    return next;
  });
}

function historiesOf(params: FsrsParams): readonly (readonly Review[])[] {
  const random = randomNumbers(6);
  return Array.from({ length: CARDS }, () => {
    let state: FsrsState = fsrs.initial(params);
    let at = Date.UTC(2026, 0, 1) + Math.floor(random() * 600) * MINUTE_MS;
    const reviews: Review[] = [];
    while (reviews.length < REVIEWS && state.interval_days <= LAST_INTERVAL_DAYS) {
      const rating: Rating = random() < 1 / 7 ? 1 : ((2 + Math.floor(random() * 3)) as Rating);
      reviews.push({ at, rating });
      const next = fsrsReview(state, { at, rating }, params);
      state = next;
      const off = next.phase === 'review' && random() < 0.5 ? Math.floor((random() - 0.3) * next.interval_days) : 0;
      at = next.due + Math.max(off, 1 - next.interval_days) * (next.phase === 'review' ? DAY_MS : 0);
    }
    return reviews;
  });
}

function peerReviews(history: readonly Review[]): readonly PeerReview[] {
  const peer = peerFsrs();
  let card = createEmptyCard(new Date(history[0]?.at ?? 0));
  return history.map(({ at, rating }) => {
    card = peer.next(card, new Date(at), rating as PeerGrade).card;
    const { stability, difficulty, due, state, learning_steps } = card;
    return { phase: PHASES[state], step: learning_steps, stability, difficulty, due: due.getTime() };
  });
}

/** What the Python package computes, or why it does not. */
function pythonReviews(histories: readonly (readonly Review[])[]): readonly (readonly PeerReview[])[] | string {
  const script = readFileSync(new URL('../peers/py-fsrs.py', import.meta.url), 'utf8');
  const { status, stdout, error } = spawnSync(process.env['ALE_PYTHON'] ?? 'python3', ['-c', script], {
    input: JSON.stringify(histories),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return 'Python is not installed';
  if (status !== 0) return 'py-fsrs (PyPI: fsrs) is not installed';
  return JSON.parse(stdout) as readonly (readonly PeerReview[])[];
}
