import { createDeck } from 'femto-fsrs';
import { supermemo } from 'supermemo';
import { createEmptyCard, type Grade as PeerGrade, fsrs as peerFsrs } from 'ts-fsrs';
import {
  type FsrsState,
  fsrs,
  fsrsNextMemory,
  fsrsNextStates,
  fsrsReview,
  type Grade,
  gradeFromRating,
  type Rating,
  sm2,
  sm2FromHistory,
  sm2NextItem,
  sm2Step,
} from '../../src/algorithms/index.js';
import type { Figure } from '../figure.js';
import { randomNumbers } from '../harness/random-numbers.js';
import { fsrsAgreementFigures } from './fsrs-agreement.js';
import { throughput, type Work } from './throughput.js';

const DAY_MS = 86_400_000;
/** Items that each round goes through: enough that no branch is foreseen by heart, few enough for the cache of the processor. */
const ITEMS = 1024;
const HISTORY_ANSWERS = 12;

/** Speed of one step of SM-2 and of FSRS against npm's implementations, and whether the numbers of FSRS agree with theirs. */
export async function memoryFigures(): Promise<readonly Figure[]> {
  return [...sm2Figures(), ...fsrsFigures(), ...(await fsrsAgreementFigures())];
}

function sm2Figures(): readonly Figure[] {
  const items = Array.from({ length: ITEMS }, (_, index) => studiedItem(index));
  const kept: unknown[] = Array.from({ length: ITEMS }, () => null);
  // A loop for each, so that the compiler knows whom each calls.
  const [item = 0, dated = 0, peer = 0] = throughput([
    {
      name: 'sm2NextItem',
      operations: ITEMS,
      run: () => {
        for (let index = 0; index < ITEMS; index += 1) {
          const { own, grade } = items[index] as StudiedItem;
          kept[index] = sm2NextItem(own, grade);
        }
        return kept;
      },
    },
    {
      name: 'sm2Step',
      operations: ITEMS,
      run: () => {
        for (let index = 0; index < ITEMS; index += 1) {
          const { dated, grade, at } = items[index] as StudiedItem;
          kept[index] = sm2Step(dated, grade, at);
        }
        return kept;
      },
    },
    {
      name: 'supermemo',
      operations: ITEMS,
      run: () => {
        for (let index = 0; index < ITEMS; index += 1) {
          const { theirs, grade } = items[index] as StudiedItem;
          kept[index] = supermemo(theirs, grade);
        }
        return kept;
      },
    },
  ]);
  const histories = Array.from({ length: ITEMS }, (_, index) => historyOf(index));
  const ofHistory = (name: string, step: (history: StudyHistory) => unknown): Work => ({
    name,
    operations: ITEMS * HISTORY_ANSWERS,
    run: () => {
      for (let index = 0; index < ITEMS; index += 1) kept[index] = step(histories[index] as StudyHistory);
      return kept;
    },
  });
  const [replayed = 0, stepped = 0] = throughput([
    ofHistory('sm2FromHistory', (history) => sm2FromHistory(history)),
    ofHistory('supermemo on each', (history) => {
      let state = { interval: 0, repetition: 0, efactor: 2.5 };
      for (const { grade } of history) state = supermemo(state, grade);
      return state;
    }),
  ]);
  return [
    speed('SM-2 step', item, 'supermemo 2.0.23, which checks nothing', peer, 1),
    speed('SM-2 step, with the date kept', dated, 'supermemo 2.0.23, which keeps none', peer),
    speed(`SM-2 step, in histories of ${HISTORY_ANSWERS} answers`, replayed, 'supermemo 2.0.23 on each answer', stepped, 1),
  ];
}

function fsrsFigures(): readonly Figure[] {
  const peer = peerFsrs();
  const deck = createDeck();
  const cards = Array.from({ length: ITEMS }, (_, index) => studiedCard(index));
  const kept: unknown[] = Array.from({ length: ITEMS }, () => null);
  const each = (name: string, step: (card: StudiedCard) => unknown): Work => ({
    name,
    operations: ITEMS,
    run: () => {
      for (let index = 0; index < ITEMS; index += 1) kept[index] = step(cards[index] as StudiedCard);
      return kept;
    },
  });
  const [review = 0, next = 0] = throughput([
    each('fsrsReview', ({ own, observation }) => fsrsReview(own, observation)),
    each('ts-fsrs next', ({ theirs, date, rating }) => peer.next(theirs, date, rating as PeerGrade)),
  ]);
  const [four = 0, repeat = 0] = throughput([
    each('fsrsNextStates', ({ own, observation }) => fsrsNextStates(own, observation)),
    each('ts-fsrs repeat', ({ theirs, date }) => peer.repeat(theirs, date)),
  ]);
  const [memory = 0, nextState = 0, femto = 0] = throughput([
    each('fsrsNextMemory', ({ memory, elapsedDays, rating }) => fsrsNextMemory(memory, elapsedDays, rating)),
    each('ts-fsrs next_state', ({ memory, elapsedDays, rating }) => peer.next_state(memory, elapsedDays, rating as PeerGrade)),
    each('femto-fsrs gradeCard', ({ femto, elapsedDays, rating }) => deck.gradeCard(femto, elapsedDays, rating)),
  ]);
  return [
    speed('FSRS full review with due date', review, 'ts-fsrs 5.4.2 next', next, 10),
    speed('FSRS four next states', four, 'ts-fsrs 5.4.2 repeat', repeat, 10),
    speed('FSRS memory step', memory, 'ts-fsrs 5.4.2 next_state', nextState, 1.5),
    speed('FSRS memory step', memory, 'femto-fsrs 2.0.0 gradeCard (FSRS-5, unchecked)', femto),
  ];
}

function speed(what: string, ours: number, peer: string, theirs: number, aim?: number): Figure {
  const ratio = ours / theirs;
  return {
    what,
    ours: perSecond(ours),
    reference: `${peer}: ${perSecond(theirs)}`,
    ratio,
    aim: aim === undefined ? '' : `≥ ${aim}×`,
    reached: aim === undefined ? null : ratio >= aim,
  };
}

function perSecond(rate: number): string {
  return `${(rate / 1e6).toPrecision(3)} M/s`;
}

/** An item after one to ten answers, as each side keeps it, and the next answer. */
function studiedItem(seed: number) {
  const random = randomNumbers(seed);
  let at = Date.UTC(2026, 0, 1) + Math.floor(random() * DAY_MS);
  let dated = sm2.initial(sm2.defaults);
  let theirs = { interval: 0, repetition: 0, efactor: 2.5 };
  for (let answers = 1 + Math.floor(random() * 10); answers > 0; answers -= 1) {
    const grade = gradeFromRating(anyRating(random));
    dated = sm2Step(dated, grade, at);
    theirs = supermemo(theirs, grade);
    at += dated.interval_days * DAY_MS;
  }
  const { repetitions, ease_factor, interval_days } = dated;
  const grade: Grade = gradeFromRating(anyRating(random));
  return { own: { repetitions, ease_factor, interval_days }, dated, theirs, grade, at };
}
type StudiedItem = ReturnType<typeof studiedItem>;

/** The answers to one item, in order. */
function historyOf(seed: number) {
  const random = randomNumbers(seed);
  let at = Date.UTC(2026, 0, 1);
  return Array.from({ length: HISTORY_ANSWERS }, () => {
    at += Math.floor(random() * 30 * DAY_MS);
    return { at, grade: gradeFromRating(anyRating(random)) };
  });
}
type StudyHistory = ReturnType<typeof historyOf>;

/** A card after one to ten reviews, as each side keeps it, and the next review. */
function studiedCard(seed: number) {
  const random = randomNumbers(seed);
  const peer = peerFsrs();
  let at = Date.UTC(2026, 0, 1) + Math.floor(random() * DAY_MS);
  let own: FsrsState = fsrs.initial(fsrs.defaults);
  let theirs = createEmptyCard(new Date(at));
  for (let reviews = 1 + Math.floor(random() * 10); reviews > 0; reviews -= 1) {
    const rating = anyRating(random);
    const next = fsrsReview(own, { at, rating });
    own = next;
    theirs = peer.next(theirs, new Date(at), rating as PeerGrade).card;
    at = next.due + Math.floor(random() * DAY_MS);
  }
  const { stability, difficulty } = own;
  const elapsedDays = Math.floor((at - (own.last_review ?? at)) / DAY_MS);
  const rating = anyRating(random);
  return {
    own,
    theirs,
    memory: { stability, difficulty },
    femto: { S: stability, D: difficulty, I: own.interval_days },
    observation: { at, rating },
    date: new Date(at),
    elapsedDays,
    rating,
  };
}
type StudiedCard = ReturnType<typeof studiedCard>;

/** Again for one answer in seven, else one of the passes. */
function anyRating(random: () => number): Rating {
  return random() < 1 / 7 ? 1 : ((2 + Math.floor(random() * 3)) as Rating);
}
