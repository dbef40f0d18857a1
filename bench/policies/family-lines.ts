import {
  type Budget,
  beliefFigures,
  type LearnerOutcome,
  type PairedGain,
  type PolicyOutcomes,
  pairedGain,
} from 'adaptive-learning-engine/simulator';

/** What is held equal, and by which figure policies are compared then. */
export interface Yardstick {
  readonly title: string;
  readonly budget: Budget;
  /** Concepts' worth of retained knowledge for what was spent. */
  readonly rateOf: (outcome: LearnerOutcome) => number;
}

/** A sitting of 8 minutes, or of 12 questions: about the same work. */
export const YARDSTICKS: readonly Yardstick[] = [
  { title: 'equal minutes, retained concepts per hour', budget: { minutes: 8 }, rateOf: ({ gain, hours }) => gain / hours },
  {
    title: 'equal questions, retained concepts per 100',
    budget: { questions: 12 },
    rateOf: ({ gain, questions }) => (100 * gain) / questions,
  },
];

/** `recommend` beside another policy. */
export interface Beside {
  readonly other: string;
  readonly difference: PairedGain;
}

export interface FamilyVerdict {
  readonly lines: readonly string[];
  /** Policies that `recommend` falls below: its whole interval does. */
  readonly below: readonly string[];
}

/** A table of a family's policies, and the line that says where `recommend` stands. */
export function familyVerdict(family: string, { title, rateOf }: Yardstick, all: readonly PolicyOutcomes[], seed: number): FamilyVerdict {
  const rates = new Map(all.map(({ policy, outcomes }) => [policy.name, outcomes.map(rateOf)]));
  const sm2 = rates.get('sm2') ?? [];
  const ours = rates.get('recommend') ?? [];
  const beside = (other: string): Beside => ({ other, difference: pairedGain(ours, rates.get(other) ?? [], seed) });
  const oracles = all.filter(({ policy }) => policy.isOracle).map(({ policy }) => policy.name);
  const best = oracles.reduce<string | undefined>(
    (so, name) => (so === undefined || meanOf(rates, name) > meanOf(rates, so) ? name : so),
    undefined,
  );
  const [toSm2, toRandom] = [beside('sm2'), beside('random')];
  const way = best === undefined ? '' : `, ${wayOf(meanOf(rates, 'recommend'), mean(sm2), meanOf(rates, best))} of the way to ${best}`;
  return {
    lines: [
      `${family}: ${title}`,
      row([
        'policy',
        'rate',
        'beside sm2',
        '95 %',
        'above .7',
        'frustration',
        'right',
        'hours',
        'questions',
        'belief r',
        'distance',
        'of a constant',
      ]),
      ...all.map(({ policy, outcomes }) => policyRow(policy.name, outcomes, rateOf, pairedGain(rates.get(policy.name) ?? [], sm2, seed))),
      `${family}: recommend ${shown(toSm2.difference)} beside sm2, ${shown(toRandom.difference)} beside random${way}`,
      '',
    ],
    below: [toSm2, toRandom].filter(({ difference }) => difference.high < 0).map(({ other }) => other),
  };
}

function policyRow(name: string, outcomes: readonly LearnerOutcome[], rateOf: Yardstick['rateOf'], beside: PairedGain): string {
  const meanBy = (figure: (outcome: LearnerOutcome) => number) => mean(outcomes.map(figure));
  const beliefs = outcomes.flatMap((outcome) => outcome.beliefs);
  const { correlation, distance, constantDistance } = beliefFigures(beliefs);
  return row([
    name,
    meanBy(rateOf).toFixed(3),
    percent(beside.gain),
    `${percent(beside.low)} … ${percent(beside.high)}`,
    meanBy(({ known }) => known).toFixed(1),
    meanBy(({ frustration }) => frustration).toFixed(3),
    meanBy(({ success }) => success).toFixed(3),
    meanBy(({ hours }) => hours).toFixed(1),
    meanBy(({ questions }) => questions).toFixed(0),
    ...(beliefs.length === 0 ? [] : [correlation.toFixed(2), distance.toFixed(3), constantDistance.toFixed(3)]),
  ]);
}

const WIDTHS = [18, 7, 11, 20, 9, 12, 6, 6, 10, 9, 9, 14] as const;

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[index] ?? 10)))
    .join(' ')
    .trimEnd();
}

function shown({ gain, low, high }: PairedGain): string {
  return `${percent(gain)} (${percent(low)} … ${percent(high)})`;
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)} %`;
}

/** How far a figure has come from one to another. */
function wayOf(ours: number, from: number, to: number): string {
  return ours > from && to > from ? `${((100 * (ours - from)) / (to - from)).toFixed(0)} %` : 'nothing';
}

function meanOf(rates: ReadonlyMap<string, readonly number[]>, name: string): number {
  return mean(rates.get(name) ?? []);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
