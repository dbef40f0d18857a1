import { aFunction, NOTHING, type OptionsOf, readWithRetry } from '../../runtime/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import type { LiveStream } from '../live/live-stream.js';
import { type WatchOptions, watch } from '../live/watch.js';
import { requireOpenAccount } from '../recording/account-guard.js';

const OPTIONS: OptionsOf<WatchOptions> = {
  after: { sentence: 'The token of the last event that was seen: the stream goes on behind it. From now on if not given.' },
  onGap: { sentence: 'What becomes of the stream after a `gap`: `continue`, the default, or `end`.' },
  onUnreadable: {
    check: aFunction,
    sentence: "Told of each stored document that does not fit its declaration, which is left out and named in the stream's `unreadable`.",
  },
};

const RESULT = 'The stream, once it stands: everything that is written from then on is told, also after a failover.';

export const watchLearner = learnerVerb({
  name: 'watch',
  action: 'read',
  kind: 'stream',
  input: NOTHING,
  control: OPTIONS,
  summary: "Follows what the learner's answers change, as it happens.",
  details: 'Each stream takes a connection: to serve many learners, follow all of them once by `engine.watch` and hand out.',
  result: RESULT,
  errors: { invalid_input: 'a token of another stream', not_found: 'a learner without an account', access_denied: 'a deleted account' },
  example: `const stream = await learner.watch();
await stream.close();`,
  run: async (context: EngineContext, { userId }: Caller, _: undefined, options: WatchOptions): Promise<LiveStream> => {
    const { signal, deadlineMs } = options;
    await readWithRetry(context, 'watch', options, () => requireOpenAccount(context, userId, 'read', 'watch', { signal, deadlineMs }));
    return watch(context, userId, options, 'watch');
  },
});

export const watchAll = engineVerb({
  name: 'watch',
  action: 'read_all',
  kind: 'stream',
  input: NOTHING,
  control: OPTIONS,
  summary: "Follows what all learners' answers change, as it happens.",
  result: RESULT,
  errors: { invalid_input: 'a token of another stream' },
  example: `const stream = await engine.watch();
await stream.close();`,
  run: (context: EngineContext, _: Actor, __: undefined, options: WatchOptions): Promise<LiveStream> =>
    watch(context, undefined, options, 'watch'),
});
