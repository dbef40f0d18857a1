/** The place of each value among the distinct ones, from 0. */
export type Ranks = {
  readonly rank: Int32Array;
  readonly distinct: number;
};

/** Numbers are sorted natively, which is several times faster than sorting rows by a comparison; each row then looks its place up. */
export function ranksOf(values: Float64Array): Ranks {
  const distinct = distinctAscending(values);
  const rank = new Int32Array(values.length);
  for (let row = 0; row < values.length; row += 1) rank[row] = indexOf(distinct, values[row] as number);
  return { rank, distinct: distinct.length };
}

/** The rows by their rank, equal ones in the order given: each is counted into its place. */
export function ascendingOrder({ rank, distinct }: Ranks): Int32Array {
  const begins = new Int32Array(distinct + 1);
  for (let row = 0; row < rank.length; row += 1) {
    const after = (rank[row] as number) + 1;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let its = 0; its < distinct; its += 1) begins[its + 1] = (begins[its + 1] as number) + (begins[its] as number);
  const order = new Int32Array(rank.length);
  for (let row = 0; row < rank.length; row += 1) {
    const its = rank[row] as number;
    order[begins[its] as number] = row;
    begins[its] = (begins[its] as number) + 1;
  }
  return order;
}

function distinctAscending(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let kept = 0;
  for (const value of sorted) {
    if (kept === 0 || sorted[kept - 1] !== value) sorted[kept++] = value;
  }
  return sorted.subarray(0, kept);
}

function indexOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
