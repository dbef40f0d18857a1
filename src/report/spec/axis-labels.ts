import type { Axis } from './spec.js';

/** The marks of an axis, each with its own text: Vega's formats speak English only. */
export function labelled(values: readonly number[], text: (value: number) => string): Pick<Axis, 'values' | 'labelExpr'> {
  const texts = Object.fromEntries(values.map((value) => [String(value), text(value)]));
  return { values, labelExpr: `${JSON.stringify(texts)}[toNumber(datum.value)]` };
}

/** Shares from 0 to 1. */
export function shares(values: readonly number[], { percent }: { readonly percent: (share: number) => string }) {
  return labelled(values, (value) => percent(value));
}
