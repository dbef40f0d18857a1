/** The parameters of one concept while they are fitted, each by its classes. */
export interface HiddenParams {
  /** By the class of the learner. */
  readonly prior: Float64Array;
  /** By the class of the lesson. */
  readonly learn: Float64Array;
  readonly forget: Float64Array;
  /** By the class of the item. */
  readonly guess: Float64Array;
  readonly slip: Float64Array;
}

export const BKT_PARAMETERS = ['prior', 'learn', 'forget', 'guess', 'slip'] as const;
export type BktParameter = (typeof BKT_PARAMETERS)[number];

/** The lowest and highest value of each parameter in a fit. */
export type BktBounds = Readonly<Record<BktParameter, readonly [lowest: number, highest: number]>>;

/** guess + slip stays so far below 1: at 1 an answer says nothing about knowledge. */
export const LEAST_DISCRIMINATION = 1e-4;

export function within([lowest, highest]: readonly [number, number], value: number): number {
  return value < lowest ? lowest : value > highest ? highest : value;
}
