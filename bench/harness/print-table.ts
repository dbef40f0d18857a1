/** Prints rows under each other, numbers to the right. */
export function printTable(rows: readonly { readonly [column: string]: string | number }[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const width = (column: string) => Math.max(column.length, ...rows.map((row) => String(row[column]).length));
  const line = (cells: readonly (readonly [column: string, value: string | number])[]) =>
    console.log(
      cells
        .map(([column, value]) => (typeof value === 'number' ? String(value).padStart(width(column)) : value.padEnd(width(column))))
        .join('  ')
        .trimEnd(),
    );
  line(columns.map((column) => [column, column]));
  for (const row of rows) line(columns.map((column) => [column, row[column] ?? '']));
}
