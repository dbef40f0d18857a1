/** More edits than this make another word. */
const MOST_EDITS = 3;

/**
 * The name that a misspelt one was meant to be; undefined when none is close.
 *
 * @example
 * nearestName('sheduler', ['scheduler', 'knowledge']) //=> 'scheduler'
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, edits: editsBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.min(MOST_EDITS, Math.floor(candidate.length / 2)))
    .sort((one, other) => one.edits - other.edits);
  return near[0]?.candidate;
}

/** Letters to add, to leave out, to change, or to swap with the next (optimal string alignment). */
function editsBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > MOST_EDITS) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1;
      const edits = [Number(above[column]) + 1, Number(here[column - 1]) + 1, Number(above[column - 1]) + changed];
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        edits.push(Number(before[column - 2]) + 1);
      here.push(Math.min(...edits));
    }
    before = above;
    above = here;
  }
  return Number(above[to.length]);
}
