import type { z } from 'zod';
import { invalidInput } from '../../errors.js';
import { bodyHash } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';

/** What a page's last row is found again by. */
export type PageKey = { readonly [field: string]: unknown };

/**
 * A cursor that goes on behind a row: text that can stand in a link. It names the question that it belongs to and holds no secret; the
 * next page's question carries its owner all the same.
 */
export function cursorAfter(row: object, key: readonly string[], question: PageKey): string {
  const values = key.map((field) => keyValue((row as PageKey)[field]));
  return Buffer.from(JSON.stringify([hashOf(question), ...values])).toString('base64url');
}

/**
 * The key of the row behind which a cursor goes on.
 *
 * @throws AdaptiveLearningError `invalid_input` for a cursor that was made up, damaged, or made for another question
 */
export function keyOfCursor(cursor: string, key: readonly string[], schema: z.ZodType, question: PageKey, where: string): PageKey {
  const parts = read(cursor);
  if (parts?.[0] !== hashOf(question) || parts.length !== key.length + 1)
    throw invalidInput(`${where}.cursor`, 'a cursor from the same query', cursor);
  const values = parts.slice(1).map((value) => (isDate(value) ? new Date(value.date) : value));
  return parseInput(schema, Object.fromEntries(key.map((field, n) => [field, values[n]])), `${where}.cursor`) as PageKey;
}

function read(cursor: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isDate(value: unknown): value is { readonly date: number } {
  return typeof value === 'object' && value !== null && typeof (value as { date?: unknown }).date === 'number';
}

function keyValue(value: unknown): unknown {
  return value instanceof Date ? { date: value.getTime() } : value;
}

function hashOf(question: PageKey): string {
  return bodyHash('page', question).slice(0, 16);
}
