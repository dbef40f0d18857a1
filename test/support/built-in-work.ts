type Method = (this: unknown, ...given: readonly unknown[]) => unknown;

const lengthOf = (value: unknown): number => (value as { readonly length: number }).length;
const ofItself = (self: unknown): number => lengthOf(self);
const ofResult = (_: unknown, result: unknown): number => lengthOf(result);
const one = (): number => 1;

const array = Array.prototype;
const typed = Object.getPrototypeOf(Uint8Array.prototype) as object;
const iterators = [[].values(), new Map().values(), new Set().values()].map((iterator) => Object.getPrototypeOf(iterator) as object);

/** What goes through many items without a block of anybody's code, and how many: a search through a list within a loop is quadratic work. */
const BUILT_IN: readonly (readonly [object, readonly string[], (self: unknown, result: unknown) => number])[] = [
  [array, ['includes', 'indexOf', 'lastIndexOf', 'shift', 'unshift', 'splice', 'reverse', 'join', 'sort'], ofItself],
  [array, ['slice', 'concat', 'flat', 'toSpliced', 'toSorted', 'toReversed'], ofResult],
  [typed, ['includes', 'indexOf', 'lastIndexOf', 'set', 'fill', 'sort', 'reverse', 'join'], ofItself],
  [typed, ['slice'], ofResult],
  [Object, ['keys', 'values', 'entries'], ofResult],
  // Spreading a list, a Map or a Set, and whatever is made of one.
  ...iterators.map((iterator) => [iterator, ['next'], one] as const),
];

/** How many items built-in methods go through during some work. */
export async function builtInWork(work: () => unknown): Promise<number> {
  let items = 0;
  const restore = BUILT_IN.flatMap(([owner, names, cost]) =>
    names.map((name) => {
      const original = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
      const method = original.value as Method;
      const counting: Method = function (...given) {
        const result = Reflect.apply(method, this, given);
        items += cost(this, result);
        return result;
      };
      Object.defineProperty(owner, name, { ...original, value: counting });
      return () => Object.defineProperty(owner, name, original);
    }),
  );
  try {
    await work();
  } finally {
    for (const each of restore) each();
  }
  return items;
}
