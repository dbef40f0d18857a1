/** Most of the time of one learner is waiting for the server. */
const SIDE_BY_SIDE = 4;

/**
 * Does work on each item, some at a time, in the order in which they come; items are taken no faster than they are worked on. When one fails the others
 * end what they have begun, no further one is begun, and the first failure is thrown.
 */
export async function inParallel<Item>(items: AsyncIterator<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  const worker = async () => {
    while (failures.length === 0) {
      try {
        const { done, value } = await items.next();
        if (done === true) return;
        await work(value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  await items.return?.();
  if (failures.length > 0) throw failures[0];
}
