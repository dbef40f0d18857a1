/** A document without what only the implementation keeps, and with numbers as far as sums in any order agree. */
export function comparable(documents: readonly object[]): readonly unknown[] {
  const shown = documents.map((document) => {
    const { _id, evidence, revision, schema_version, ...rest } = document as { readonly [field: string]: unknown };
    return rounded(rest);
  });
  const keyOf = (document: unknown) => {
    const { data_source, analysis_date } = document as { data_source: string; analysis_date: Date };
    return `${data_source} ${analysis_date.toISOString()}`;
  };
  return shown.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function rounded(value: unknown): unknown {
  // Off the halves, which short decimals fall on: there the last bit of a double would decide.
  if (typeof value === 'number') return Number((value + 1e-11).toFixed(7)) + 0;
  // The sentences round to the second digit, which may fall either way.
  if (typeof value === 'string') return value.replace(/(mean valence|:) -?[0-9.]+( %)?(?= )/, '$1 …');
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
}
