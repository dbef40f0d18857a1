import type { PredictionRecord } from '../prediction-record.js';

/** What happens in the class, as far as the demo counts it. */
export type Happening =
  | { readonly kind: 'answer'; readonly record: PredictionRecord }
  | { readonly kind: 'session' | 'tutor_question' | 'intervention' }
  | { readonly kind: 'emotion'; readonly fate: 'applied' | 'low_confidence' | 'consent_withheld' };

/** A class's happenings, counted. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(happening: Happening): void {
    const name = happening.kind === 'emotion' ? `emotion ${happening.fate}` : happening.kind;
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
}
