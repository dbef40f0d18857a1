/** Things by a text, the texts in the order in which they first occur. */
export function groupBy<Thing>(things: Iterable<Thing>, textOf: (thing: Thing) => string): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const text = textOf(thing);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [thing]);
    else group.push(thing);
  }
  return groups;
}
