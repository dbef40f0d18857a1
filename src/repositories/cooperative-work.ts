import { aborted } from './limits.js';

/** For how long one turn of the event loop is worked at most, in milliseconds: a fifth of what no call may hold it for, since a single piece may take long too. */
const TURN_MS = 10;
/** Pieces of work in one turn at most, however fast they are. */
const PIECES = 500;

/** When the work of this turn of the event loop began; undefined before any. */
let begun: number | undefined;
let pieces = 0;
let isAsked = false;
const waiting: (() => void)[] = [];

/**
 * Counts a piece of work, and says whether enough was done in this turn of the event loop: a caller with more to do then waits for the next
 * ({@link yieldToEventLoop}). All calls of the process share the turn, so that ten of them at once hold the loop no longer than one does.
 */
export function shouldYield(): boolean {
  pieces += 1;
  if (begun === undefined) {
    begun = performance.now();
    ask();
    return false;
  }
  return pieces > PIECES || performance.now() - begun > TURN_MS;
}

/**
 * Waits until the event loop has served all others, and those who have waited longer.
 *
 * @throws AdaptiveLearningError `aborted`, `deadline_exceeded`, `closed`, as the signal says
 */
export async function yieldToEventLoop(where: string, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    ask();
  });
  if (signal?.aborted === true) throw aborted(where, signal.reason);
}

/** Makes something of each item, as many in a turn of the event loop as it allows. */
export async function mapCooperatively<Item, Made>(
  items: Iterable<Item>,
  { where, signal }: { readonly where: string; readonly signal?: AbortSignal | undefined },
  make: (item: Item, place: number) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    if (shouldYield()) await yieldToEventLoop(where, signal);
    made.push(make(item, made.length));
  }
  return made;
}

/** Runs a computation that yields between its pieces to its end, as many pieces in a turn of the event loop as it allows. */
export async function runCooperatively<Result>(
  steps: Iterator<unknown, Result>,
  { where, signal }: { readonly where: string; readonly signal?: AbortSignal | undefined },
): Promise<Result> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (shouldYield()) await yieldToEventLoop(where, signal);
  }
}

function ask(): void {
  if (isAsked) return;
  isAsked = true;
  setImmediate(turn);
}

/** One at a time: the one that goes on may take the whole turn. */
function turn(): void {
  isAsked = false;
  pieces = 0;
  begun = undefined;
  const next = waiting.shift();
  if (next === undefined) return;
  begun = performance.now();
  ask();
  next();
}
