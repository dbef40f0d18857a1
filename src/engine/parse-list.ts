import { z } from 'zod';
import { mapCooperatively } from '../repositories/index.js';
import { inertItems, parseInput } from '../schema/index.js';

/** What a list holds, and how many of it: one at least. */
interface ListOf<Item extends z.ZodType> {
  readonly item: Item;
  readonly most: number;
}

/**
 * Takes a list that a caller gave, as `parseInput` does, some items in each turn of the event loop: a long list holds nobody up.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the first field at fault, `aborted`
 */
export async function parseList<Item extends z.ZodType>(
  { item, most }: ListOf<Item>,
  value: unknown,
  { where, signal }: { readonly where: string; readonly signal?: AbortSignal | undefined },
): Promise<z.output<Item>[]> {
  const items = inertItems(value) ?? [];
  if (items.length === 0 || items.length > most) parseInput(z.array(z.unknown()).min(1).max(most), value, where);
  return mapCooperatively(items, { where, signal }, (each, place) => parseInput(item, each, `${where}.${place}`));
}
