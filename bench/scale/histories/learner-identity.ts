import { createHash } from 'node:crypto';
import type { TemplateValues } from './document-template.js';
import { GOLDEN, HISTORIES } from './history-shape.js';
import { NAME_DIGITS } from './placeholder-ids.js';

/** Days before now within which the last sessions of learners lie; most are recent. */
const LAST_SEEN_WITHIN_DAYS = 75;
const RECENT = 1.7;
/** The root of two's fraction: it never falls into step with the golden ratio. */
const ROOT = 0.414_213_562_373_095;

/** Who a learner is, by their number alone. */
export interface LearnerIdentity extends Omit<TemplateValues, 'id'> {
  readonly number: number;
  /** Which life they live. */
  readonly life: number;
  readonly email: string;
}

/** The learner of a number, from 0; the same for the same seed. Learners of all lives come in turn, so that any range of them is alike. */
export function identityOf(number: number, seed: number): LearnerIdentity {
  const life = number % HISTORIES;
  const digits = String(number).padStart(NAME_DIGITS, '0');
  const hex = createHash('sha256').update(`${seed}/${number}`).digest('hex');
  const ago = (Math.floor(number / HISTORIES) * GOLDEN + life * ROOT) % 1;
  return {
    number,
    life,
    digits,
    email: `learner-${digits}@example.com`,
    daysEarlier: Math.floor(LAST_SEEN_WITHIN_DAYS * ago ** RECENT),
    userId: uuidOf(hex),
    sessionId: (index) => uuidOf(mixed(hex, index)),
  };
}

/** Other first digits for each session, so that the ids are spread as random ones are; no two sessions have the same. */
function mixed(hex: string, index: number): string {
  const first = (Number.parseInt(hex.slice(32, 40), 16) ^ Math.imul(index + 1, 0x9e37_79b1)) >>> 0;
  return first.toString(16).padStart(8, '0') + hex.slice(40, 64);
}

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
