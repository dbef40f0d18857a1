/** A value, or the reason why there is none. */
export type Measured<Value> = { readonly value: Value; readonly reason: null } | { readonly value: null; readonly reason: string };

/** A figure that the server may refuse to give: then the report goes on without it. Only the caller's own signal ends everything. */
export async function measured<Value>(signal: AbortSignal | undefined, work: () => Promise<Value>): Promise<Measured<Value>> {
  try {
    return { value: await work(), reason: null };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { value: null, reason: reasonOf(error) };
  }
}

/** By name only: a driver's message may hold parts of a command. */
function reasonOf(error: unknown): string {
  const { codeName, code, name } = (error ?? {}) as { readonly codeName?: unknown; readonly code?: unknown; readonly name?: unknown };
  return `the server did not tell: ${String(codeName ?? code ?? name ?? 'an unknown error')}`;
}
