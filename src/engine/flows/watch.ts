import { aFunction, NOTHING, type OptionsOf } from '../../runtime/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb, learnerVerb } from '../define-verb.js';
import type { LiveStream } from '../live/live-stream.js';
import { type WatchOptions, watch } from '../live/watch.js';

const OPTIONS: OptionsOf<WatchOptions> = {
  after: { sentence: 'The token of the last event that you have processed; the stream resumes after it. From now on if not given.' },
  onGap: { sentence: 'What the stream does after a `gap`: `continue` (the default) or `end`.' },
  onUnreadable: {
    check: aFunction,
    sentence: "Called for each stored document that does not match its schema. It is left out and listed in the stream's `unreadable`.",
  },
};

const RESULT = 'The open stream. It delivers every later change, also across failovers.';

export const watchLearner = learnerVerb({
  name: 'watch',
  action: 'follow',
  account: 'readable',
  kind: 'stream',
  input: NOTHING,
  control: OPTIONS,
  summary: "Streams the changes that the learner's answers cause.",
  details: 'Each stream uses a connection. To serve many learners, use one `engine.watch()` and distribute its events.',
  result: RESULT,
  errors: { invalid_input: 'a token from another stream', not_found: 'a learner without an account', access_denied: 'a deleted account' },
  example: `const stream = await learner.watch();
await stream.close();`,
  run: (context: EngineContext, { userId }: Caller, _: undefined, options: WatchOptions): Promise<LiveStream> =>
    watch(context, userId, options, 'watch'),
});

export const watchAll = engineVerb({
  name: 'watch',
  action: 'follow_many',
  kind: 'stream',
  input: NOTHING,
  control: OPTIONS,
  summary: "Streams the changes that all learners' answers cause.",
  result: RESULT,
  errors: { invalid_input: 'a token from another stream' },
  example: `const stream = await engine.watch();
await stream.close();`,
  run: (context: EngineContext, _: Actor, __: undefined, options: WatchOptions): Promise<LiveStream> =>
    watch(context, undefined, options, 'watch'),
});
