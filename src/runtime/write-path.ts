import { type CacheOwner, learnerOwner } from '../cache/index.js';
import { AdaptiveLearningError } from '../errors.js';
import { retry, WriteConflict } from '../repositories/index.js';
import type { CallControl } from './call-control.js';
import { logRetries } from './log-retries.js';
import { thenOutdate } from './outdating.js';
import type { RuntimeContext } from './runtime-context.js';

/** How one attempt at a write is made, and made again. */
export interface Attempt {
  /** What an error calls it. */
  readonly where: string;
  readonly control: CallControl;
  /** What is asked of the active models before the attempt takes its snapshot of them; nothing for what folds nothing. */
  readonly models?: 'known' | 'renewed' | undefined;
}

/** Whose write it is. */
export interface Turn {
  readonly where: string;
  readonly control: CallControl;
  /** Learners for whose earlier writes in this process it waits. Their cached query results are outdated by it. */
  readonly learners?: Iterable<string>;
  /** Whose cached query results it outdates beside those. */
  readonly outdates?: Iterable<CacheOwner>;
}

/** Thrown by an attempt whose learner has documents of other models: they are recomputed, and the attempt is made again. */
export class StaleDocuments extends WriteConflict {
  readonly userId: string;

  constructor(userId: string) {
    super('documents of other models');
    this.userId = userId;
  }
}

/**
 * The way of every write: it waits for its learners' turn, outdates what is cached of them whatever becomes of it, and is attempted again
 * from its reads while that is worth it, each time under one snapshot of the models. What an attempt stores as a whole it stores through
 * {@link transact}.
 */
export function write<Context extends RuntimeContext, Result>(
  context: Context,
  how: Turn & Attempt,
  attempt: (fixed: Context) => Promise<Result>,
): Promise<Result> {
  return inTurn(context, how, () => attemptWrite(context, how, attempt));
}

/** Queue and cache invalidation only, for work that is made of several attempts, see {@link attemptWrite}. */
export function inTurn<Result>(
  context: RuntimeContext,
  { where, control, learners = [], outdates = [] }: Turn,
  work: () => Promise<Result>,
): Promise<Result> {
  const userIds = [...learners];
  const owners = [...userIds.map(learnerOwner), ...outdates];
  const { joined } = context;
  const invalidating = () => thenOutdate(context, owners, work);
  // What a host's transaction has changed, others wait for on the server: to wait for them here would be to wait for each other.
  if (joined !== undefined)
    return invalidating().finally(() => {
      for (const userId of userIds) joined.written.add(userId);
    });
  return userIds.length === 0 ? invalidating() : context.writes.runAll(userIds, where, control, invalidating);
}

/** Retry and model snapshot only, for a caller that has its turn already. */
export function attemptWrite<Context extends RuntimeContext, Result>(
  context: Context,
  { where, control, models }: Attempt,
  attempt: (fixed: Context) => Promise<Result>,
): Promise<Result> {
  return withRetry(context, where, control, async () => {
    const fixed = await prepared(context, { where, control, models });
    try {
      return await attempt(fixed);
    } catch (error) {
      if (error instanceof StaleDocuments) await recompute(fixed, error.userId);
      throw error;
    }
  });
}

/** In a host's transaction that has changed the learner's documents nobody else can: the next run of it finds them stale before it does. */
async function recompute(context: RuntimeContext, userId: string): Promise<void> {
  const { joined } = context;
  if (joined === undefined) await context.recompute(userId);
  else if (!joined.written.has(userId)) await withModelSnapshot(joined.outside, { signal: context.signal }).recompute(userId);
}

/**
 * One attempt for several learners at once, where each may be attempted alone afterwards. Returns nothing if it failed, whatever it was: whom
 * it is about meets it again, alone.
 */
export async function attemptTogether<Context extends RuntimeContext, Result>(
  context: Context,
  how: Attempt,
  attempt: (fixed: Context) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await attempt(await prepared(context, how));
  } catch (error) {
    if (error instanceof AdaptiveLearningError && error.code === 'aborted') throw error;
    return undefined;
  }
}

/** The context of one attempt. */
async function prepared<Context extends RuntimeContext>(context: Context, { where, control, models }: Attempt): Promise<Context> {
  await context.ensureTransactions(where);
  if (models === 'known') await context.activeModels.known(control.signal);
  if (models === 'renewed') await context.activeModels.renew(control.signal);
  return models === undefined ? withSignal(context, control) : withModelSnapshot(context, control);
}

/** Reads again while that is worth it: the database is away for a moment. */
export function readWithRetry<Result>(
  context: RuntimeContext,
  where: string,
  control: CallControl,
  read: () => Promise<Result>,
): Promise<Result> {
  return withRetry(context, where, control, read);
}

/** The same context for one call: its models stay what they are now, and its transactions end with the call. */
export function withModelSnapshot<Context extends RuntimeContext>(context: Context, { signal }: CallControl): Context {
  return { ...context, signal };
}

/** The same context for one call that folds nothing: its models are not looked at, which would ask the store for them. */
function withSignal<Context extends RuntimeContext>(context: Context, { signal }: CallControl): Context {
  return Object.create(context, { signal: { value: signal, enumerable: true } }) as Context;
}

/**
 * Does idempotent work again from its reads while that is worth it: another writer was faster, or the database is away for a moment. In a host's
 * transaction it is the host who does that, with all of its own.
 */
function withRetry<Result>(
  { deadlineMs: fallback, random, joined, log }: RuntimeContext,
  where: string,
  { signal, deadlineMs = fallback }: CallControl,
  work: () => Promise<Result>,
): Promise<Result> {
  if (joined !== undefined) return joined.attempt(where, work);
  return retry(work, where, { forMs: deadlineMs, signal, random, onRetry: logRetries(log, where) });
}
