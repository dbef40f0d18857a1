/** A list with one more entry at its end; the newest `max` are kept. The argument is not changed. */
export function keepNewest<Item>(list: readonly Item[], item: Item, max: number): Item[] {
  return list.length < max ? [...list, item] : [...list.slice(list.length - max + 1), item];
}
