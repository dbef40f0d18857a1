import { z } from 'zod';
import type { AdaptiveLearningError } from '../../errors.js';
import { presentName } from '../../learner/index.js';
import { ChangeFeed } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { parseInput } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import { changeStages } from './change.js';
import { LiveStream } from './live-stream.js';
import { placeOfToken } from './live-token.js';

export interface WatchOptions extends CallControl {
  /** The token of the last event that you have processed; the stream resumes after it. From now on if not given. */
  readonly after?: string | undefined;
  /** What the stream does after a `gap`; `continue` if not given. */
  readonly onGap?: 'continue' | 'end' | undefined;
  /** Called for each stored document that does not match its schema. It is left out and listed in the stream's `unreadable`. */
  readonly onUnreadable?: ((error: AdaptiveLearningError) => void) | undefined;
}

/** How long a stream goes on trying while the database is away: longer than the election of a new primary takes. Milliseconds. */
const RECONNECT_FOR_MS = 100_000;

const options = z.object({ after: z.string().max(4_000).optional(), onGap: z.enum(['continue', 'end']).default('continue') });

/**
 * Follows what happens, of one learner or of all. When the promise resolves, the stream stands: whatever is written from then on is told,
 * also after a failover. The server looks for an idle stream of one learner through everybody's changes, and each stream takes a
 * connection: to serve many learners, follow all of them once and distribute the events.
 *
 * @throws AdaptiveLearningError `invalid_input` for a token of somebody else's, `replica_set_required`
 */
export async function watch(context: EngineContext, owner: string | undefined, given: WatchOptions, where: string): Promise<LiveStream> {
  const { signal, onUnreadable, after, onGap } = given;
  const asked = parseInput(options, { after, onGap }, where);
  const from = asked.after === undefined ? undefined : placeOfToken(asked.after, owner, where);
  await context.ensureTransactions(where);
  const feedOptions = { stages: changeStages(owner, context.collections.named), where, retryForMs: RECONNECT_FOR_MS };
  const feed = await ChangeFeed.open(context.db, feedOptions, from?.place);
  return new LiveStream(feed, {
    owner,
    skip: from?.skip ?? 0,
    since: from?.at ?? context.clock().getTime(),
    onGap: asked.onGap,
    onUnreadable,
    // A signal of its own: hundreds of streams may share the host's, and each listens to it.
    signal: signal === undefined ? undefined : AbortSignal.any([signal]),
    clock: context.clock,
    nameNow: (id) => presentName(id, context.models),
    where,
  });
}
