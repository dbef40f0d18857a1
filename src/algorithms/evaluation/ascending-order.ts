/** The rows by their prediction, equal ones in the order given: numbers are sorted natively, then each row is counted into its place. */
export function ascendingOrder(predicted: Float64Array): Int32Array {
  const distinct = distinctAscending(predicted);
  const rank = new Int32Array(predicted.length);
  const begins = new Int32Array(distinct.length + 1);
  for (let row = 0; row < predicted.length; row += 1) {
    const its = indexOf(distinct, predicted[row] as number);
    rank[row] = its;
    begins[its + 1] = (begins[its + 1] as number) + 1;
  }
  for (let its = 0; its < distinct.length; its += 1) begins[its + 1] = (begins[its + 1] as number) + (begins[its] as number);
  const order = new Int32Array(predicted.length);
  for (let row = 0; row < predicted.length; row += 1) {
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
