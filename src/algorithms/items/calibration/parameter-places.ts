/** Where each item's parameters stand in the vector of all that are free: slopes, then intercepts, then guessing. */
export interface ParameterPlaces {
  readonly count: number;
  readonly slope: (item: number) => number;
  readonly intercept: (item: number) => number;
  readonly guessing: ((item: number) => number) | null;
}

export function parameterPlaces(items: number, guesses: boolean, oneSlope: boolean): ParameterPlaces {
  const slopes = oneSlope ? 1 : items;
  return {
    count: slopes + items + (guesses ? items : 0),
    slope: (item) => (oneSlope ? 0 : item),
    intercept: (item) => slopes + item,
    guessing: guesses ? (item) => slopes + items + item : null,
  };
}
