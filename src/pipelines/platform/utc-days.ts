import type { z } from 'zod';

const DAY_MS = 86_400_000;

/** Refuses a span that does not begin and end with a UTC day: what is kept by the day cannot tell of a part of one. */
export function checkUtcDays(span: { readonly since: Date; readonly until: Date }, refuse: z.core.$RefinementCtx): void {
  for (const end of ['since', 'until'] as const) {
    if (span[end].getTime() % DAY_MS === 0) continue;
    refuse.addIssue({ code: 'custom', path: [end], input: span[end], message: 'midnight UTC, as in new Date("2026-11-21")' });
  }
}
