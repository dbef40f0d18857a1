import fc from 'fast-check';
import {
  type CardInput,
  createEmptyCard,
  get_fuzz_range,
  migrateParameters,
  type Grade as PeerGrade,
  fsrs as peerFsrs,
  type Steps,
} from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import {
  FSRS_COMPATIBILITY,
  FSRS_WEIGHTS,
  type FsrsParams,
  type FsrsState,
  fsrs,
  fsrsDefaults,
  fsrsNextMemory,
  fsrsNextStates,
  fsrsParams,
  fsrsRetrievability,
  fsrsReview,
  fsrsTimeUntil,
  migrateFsrsWeights,
  type Rating,
} from '../../src/algorithms/index.js';
import { anyRating, DAY_MS } from './fsrs-arbitraries.js';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 0, 1);
const PHASES = ['new', 'learning', 'review', 'relearning'] as const;
const likePeer = FSRS_COMPATIBILITY['ts-fsrs'];
const likePython = FSRS_COMPATIBILITY['py-fsrs'];

const anyMinutes = fc.constantFrom<readonly number[]>([], [5], [1, 10], [1, 10, 60], [1, 1, 5, 30]);

/** Parameters that ts-fsrs takes as they are: it lifts a first stability to 0.1 and w19 to 0.01, and narrows w17 and w18 when there
 * are two relearning steps. The first stabilities grow with the grade: where they do not, ours still keeps the intervals in order. */
const anyPeerParams = fc
  .record(
    {
      weights: fc
        .tuple(
          ...FSRS_WEIGHTS.map(({ initial, lowest, highest }) =>
            fc.double({ min: Math.max(lowest, initial * 0.6), max: Math.min(highest, initial * 1.4), noNaN: true }),
          ),
        )
        .map((weights) =>
          [...weights.slice(0, 4).sort((one, other) => one - other), ...weights.slice(4)].map((weight) => Math.round(weight * 1e6) / 1e6),
        ),
      desired_retention: fc.integer({ min: 70, max: 97 }).map((percent) => percent / 100),
      learning_steps: anyMinutes,
      relearning_steps: fc.constantFrom<readonly number[]>([], [10]),
      short_term: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((changes) => fsrsParams({ ...likePeer, ...(changes as Partial<FsrsParams>) }));

/** Of each answer: how much of its interval the card waited, and the rating. */
const anyAnswers = fc.array(fc.tuple(fc.constantFrom(0, 0.01, 0.5, 0.9, 1, 1, 1, 1.1, 2, 7), anyRating), { minLength: 1, maxLength: 12 });

function peerOf(params: FsrsParams) {
  const steps = (minutes: readonly number[]): Steps => minutes.map((each) => `${each}m` as const);
  return peerFsrs({
    w: [...params.weights],
    request_retention: params.desired_retention,
    maximum_interval: params.maximum_interval_days,
    learning_steps: steps(params.learning_steps),
    relearning_steps: steps(params.relearning_steps),
    enable_short_term: params.short_term,
  });
}

/**
 * Whether no grade's interval lies so near to a half day that the eight decimals of ts-fsrs decide how it is rounded, nor at the longest,
 * beyond which ts-fsrs goes by a day or two to keep grades apart.
 */
function comparable(state: FsrsState, at: number, params: FsrsParams): boolean {
  return Object.values(fsrsNextStates(state, { at }, params)).every((next) => {
    const days = fsrsTimeUntil(next, params.desired_retention, params);
    return next.interval_days < 20_000 && Math.abs(days - Math.floor(days) - 0.5) > 1e-6 * days;
  });
}

describe('FSRS agrees with ts-fsrs 5.4.2 under its choices', () => {
  it('in phase, step, due date, stability and difficulty after every answer', () => {
    fc.assert(
      fc.property(anyPeerParams, anyAnswers, fc.nat(DAY_MS / MINUTE_MS), (params, answers, minute) => {
        const peer = peerOf(params);
        let at = START_MS + minute * MINUTE_MS;
        let state: FsrsState = fsrs.initial(params);
        let card: CardInput = createEmptyCard(new Date(at));
        for (const [wait, rating] of answers) {
          const review = { at, rating };
          const next = fsrsReview(state, review, params);
          const { card: theirs } = peer.next(card, new Date(at), rating as PeerGrade);
          if (!comparable(state, at, params)) return;
          expect([next.phase, next.step, next.due]).toEqual([PHASES[theirs.state], theirs.learning_steps, theirs.due.getTime()]);
          expect(Math.abs(next.difficulty - theirs.difficulty)).toBeLessThan(1e-7);
          // ts-fsrs rounds stability to eight decimals at each step: 5e-9 of a stability below 0.05 days are more than 1e-7 of it.
          expect(Math.abs(next.stability - theirs.stability) / theirs.stability).toBeLessThan(theirs.stability < 0.05 ? 1e-5 : 1e-6);
          // Go on from the same numbers, so that its rounding does not add up.
          state = { ...next, stability: theirs.stability, difficulty: theirs.difficulty };
          card = theirs;
          at += Math.round(next.interval_days * wait * 1440) * MINUTE_MS;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('in recall after whole days', () => {
    fc.assert(
      fc.property(anyPeerParams, fc.double({ min: 0.01, max: 2000, noNaN: true }), fc.nat(2000), (params, stability, days) => {
        const ours = fsrsRetrievability({ stability, difficulty: 5 }, days, params);
        expect(Math.abs(ours - peerOf(params).forgetting_curve(days, stability))).toBeLessThan(1e-7);
      }),
      { numRuns: 100 },
    );
  });

  it('in the reach of fuzz', () => {
    const params = fsrsParams({ ...likePeer, fuzz: true, grade_spacing: 'none', maximum_interval_days: 1000 });
    fc.assert(
      fc.property(fc.double({ min: 3, max: 900, noNaN: true }), fc.nat(300), (stability, elapsed) => {
        const card = { phase: 'review', step: 0, difficulty: 5, interval_days: 1, due: 0, last_review: 0, last_day: 0 } as const;
        const review = { at: elapsed * DAY_MS, rating: 2 as const };
        const days = fsrsReview({ ...card, stability }, review, { ...params, fuzz: false }).interval_days;
        const { min_ivl, max_ivl } = get_fuzz_range(days, elapsed, params.maximum_interval_days);
        expect(fsrsReview({ ...card, stability }, review, params, () => 0).interval_days).toBe(days < 2.5 ? days : min_ivl);
        expect(fsrsReview({ ...card, stability }, review, params, () => 0.999_999).interval_days).toBe(days < 2.5 ? days : max_ivl);
      }),
    );
  });
});

/** Histories and what py-fsrs 6.3.2 made of them: minutes since 2026 of each answer, minutes to the next. */
const PYTHON_HISTORIES = [
  {
    like: 'default',
    at: [59294, 59308, 66300, 96540, 97926, 99855, 105138, 112338, 128213],
    ratings: [3, 4, 3, 1, 1, 4, 2, 3, 4],
    phases: 'learning review review relearning relearning review review review review',
    waits: [10.0, 5760.0, 30240.0, 10.0, 10.0, 4320.0, 7200.0, 11520.0, 31680.0],
    stability: [
      2.3065, 3.946054067969477, 21.024528834334458, 2.1942465412018146, 0.7397866375487195, 2.6644067177885735, 4.528457064597005,
      8.400433068432292, 22.137300022363565,
    ],
    difficulty: [
      2.118103970459016, 1.0, 1.0, 7.0269895692968385, 9.008020057195637, 8.661774955872591, 9.096852223718008, 9.082983740791127,
      8.761788009218039,
    ],
  },
  {
    like: 'steps',
    at: [83924, 83929, 85609, 104839, 104842, 104847, 104852, 104872, 106312],
    ratings: [2, 4, 3, 1, 1, 1, 3, 3, 3],
    phases: 'learning review review relearning relearning relearning relearning review review',
    waits: [5.5, 5760.0, 17280.0, 5.0, 5.0, 5.0, 20.0, 1440.0, 1440.0],
    stability: [
      1.2931, 2.2981513617969918, 6.547939689121117, 1.241633673359276, 0.4345966276778578, 0.1629963618909479, 0.19297620355603856,
      0.22594605590104894, 0.7055601182648686,
    ],
    difficulty: [
      5.112170705601056, 3.4641142975548855, 3.455878552554169, 7.834220149547237, 9.273351259755998, 9.746383869590067, 9.731865855017315,
      9.717362358459136, 9.702873365397513,
    ],
  },
  {
    like: 'days',
    at: [82503, 83943, 85459, 86899, 88339, 89474, 90890, 92330, 93770],
    ratings: [3, 2, 1, 1, 3, 3, 3, 4, 3],
    phases: 'review review review review review review review review review',
    waits: [1440.0, 2880.0, 1440.0, 1440.0, 1440.0, 1440.0, 1440.0, 1440.0, 1440.0],
    stability: [
      2.3065, 5.318792767488077, 0.8771631499510962, 0.2809358335955308, 0.921414090815565, 0.9733765385193452, 1.0245641282679103,
      2.6730071274382188, 3.7166702199750428,
    ],
    difficulty: [
      2.118103970459016, 4.752858488532557, 8.260528635039767, 9.41347596003969, 9.399290853376488, 9.385119931819949, 9.370963181184967,
      9.145996758749579, 9.132079131287666,
    ],
  },
  {
    like: 'default',
    at: [78907, 78912, 78913, 78923, 78924, 78929, 80620, 81931, 84811],
    ratings: [2, 1, 3, 1, 2, 4, 3, 4, 4],
    phases: 'learning learning learning learning learning review review review review',
    waits: [5.5, 1.0, 10.0, 1.0, 5.5, 1440.0, 1440.0, 2880.0, 7200.0],
    stability: [
      1.2931, 0.4514029154253082, 0.4997826535901225, 0.1857286995943708, 0.1857286995943708, 0.37504094888611383, 1.0478571016057057,
      1.888243923009589, 4.980491031443444,
    ],
    difficulty: [
      5.112170705601056, 8.378632117467106, 8.365481854646477, 9.447973369642522, 9.618767367624569, 9.476605556622207, 9.462357320362422,
      9.267930560273252, 9.0085354372493,
    ],
  },
  {
    like: 'steps',
    at: [50883, 73923, 73928, 73948, 80448, 113568, 201408, 525892, 1153184],
    ratings: [4, 1, 3, 3, 4, 2, 4, 3, 3],
    phases: 'review relearning relearning review review review review review review',
    waits: [23040.0, 5.0, 20.0, 4320.0, 33120.0, 87840.0, 368640.0, 937440.0, 1978560.0],
    stability: [
      8.2956, 1.516569312914588, 1.5504175680681966, 1.5827208055836222, 12.23934516221366, 32.11243609348291, 134.25052769961576,
      341.7067232042251, 720.5596520691128,
    ],
    difficulty: [
      1.0, 7.0269895692968385, 7.0151909490243805, 7.003404127372194, 5.987309797404484, 7.321417621450495, 6.41158858177493,
      6.400405362489993, 6.389233326424341,
    ],
  },
  {
    like: 'days',
    at: [23101, 26261, 27574, 28753, 30154, 40843, 42283, 43723, 45883],
    ratings: [4, 3, 4, 3, 2, 1, 1, 3, 3],
    phases: 'review review review review review review review review review',
    waits: [4320.0, 10080.0, 15840.0, 15840.0, 15840.0, 1440.0, 1440.0, 1440.0, 1440.0],
    stability: [
      8.2956, 18.136119871982867, 27.090939586931967, 27.090939586931967, 27.090939586931967, 2.0226924847696957, 0.4857178548318982,
      1.274059407129949, 2.2016038737791583,
    ],
    difficulty: [1.0, 1.0, 1.0, 1.0, 4.010608969296839, 8.016556265363716, 9.333283901139287, 9.319178986534986, 9.305088176845288],
  },
] as const;

const PYTHON_PARAMS: Readonly<Record<(typeof PYTHON_HISTORIES)[number]['like'], FsrsParams>> = {
  default: fsrsParams(likePython),
  steps: fsrsParams({ ...likePython, learning_steps: [1, 10, 60], relearning_steps: [5, 20], desired_retention: 0.85 }),
  days: fsrsParams({ ...likePython, learning_steps: [], relearning_steps: [], desired_retention: 0.95, maximum_interval_days: 400 }),
};

describe('FSRS agrees with py-fsrs 6.3.2 under its choices', () => {
  it.each(PYTHON_HISTORIES)('in a history of ratings $ratings', ({ like, at, ratings, phases, waits, stability, difficulty }) => {
    const params = PYTHON_PARAMS[like];
    let state: FsrsState = fsrs.initial(params);
    const states = ratings.map((rating, index) => {
      const next = fsrsReview(state, { at: START_MS + (at[index] ?? 0) * MINUTE_MS, rating: rating as Rating }, params);
      state = next;
      return next;
    });
    expect(states.map(({ phase }) => phase).join(' ')).toBe(phases);
    expect(states.map(({ due, last_review }) => (due - last_review) / MINUTE_MS)).toEqual(waits);
    for (const [index, own] of states.entries()) {
      expect(own.stability / (stability[index] ?? 0)).toBeCloseTo(1, 12);
      expect(own.difficulty).toBeCloseTo(difficulty[index] ?? 0, 12);
    }
  });
});

describe('weights of earlier generations', () => {
  /** The published defaults of FSRS-5 and FSRS-4.5. */
  const FSRS_5 = [
    0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315,
    2.9898, 0.51655, 0.6621,
  ];
  const FSRS_4_5 = [
    0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461, 2.1072, 0.0793, 0.3246, 1.587, 0.2272, 2.8755,
  ];

  it.each([
    ['FSRS-5', FSRS_5],
    ['FSRS-4.5', FSRS_4_5],
  ])('of %s become what ts-fsrs makes of them', (_, weights) => {
    const theirs = migrateParameters(weights);
    for (const [index, weight] of migrateFsrsWeights(weights).entries()) expect(weight).toBeCloseTo(theirs[index] ?? 0, 7);
  });

  it('of FSRS-5 give the stabilities of FSRS-5 after days', () => {
    const params = fsrsParams({ weights: migrateFsrsWeights(FSRS_5) });
    const memory = { stability: 20, difficulty: 6 };
    const recall = (1 + ((19 / 81) * 25) / 20) ** -0.5;
    expect(fsrsRetrievability(memory, 25, params)).toBeCloseTo(recall, 12);
    const growth = Math.exp(1.54575) * (11 - 6) * 20 ** -0.1192 * (Math.exp((1 - recall) * 1.01925) - 1);
    expect(fsrsNextMemory(memory, 25, 3, params).stability).toBeCloseTo(20 * (1 + growth), 9);
  });

  it('of FSRS-6 stay as they are, and any are moved into their bounds', () => {
    expect(migrateFsrsWeights(fsrsDefaults.weights)).toEqual(fsrsDefaults.weights);
    const far = migrateFsrsWeights(Array.from({ length: 17 }, () => 1e9));
    expect(() => fsrsParams({ weights: far })).not.toThrow();
    expect(far.slice(0, 5)).toEqual([100, 100, 100, 100, 10]);
    expect(() => fsrsParams({ weights: migrateFsrsWeights(Array.from({ length: 19 }, () => -1e9)) })).not.toThrow();
  });
});
