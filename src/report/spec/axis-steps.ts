const DAY_MS = 86_400_000;

/** So many days at even distances, the first among them: a week apart, or two, where that can be. */
export function evenDays(first: number, last: number, most: number): readonly number[] {
  const days = Math.round((last - first) / DAY_MS);
  const step = [1, 2, 7, 14, 28, 56, 91, 182].find((each) => days / each < most) ?? Math.ceil(days / most);
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => first + index * step * DAY_MS);
}

/** The marks of an axis from 0: about four round whole numbers. */
export function roundSteps(most: number): readonly number[] {
  if (most <= 0) return [0];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power).filter((each) => Number.isInteger(each));
  const step = steps.find((each) => each >= rough) ?? Math.ceil(rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
