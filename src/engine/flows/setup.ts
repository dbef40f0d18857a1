import { type SchemaDrift, setupSchema, verifySchema as verify } from '../../repositories/index.js';
import { attemptWrite, type CallControl, NOTHING } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';

export const setup = engineVerb({
  name: 'setup',
  action: 'set_up',
  kind: 'call',
  input: NOTHING,
  beforeSetup: true,
  summary: 'Makes collections, validators and indexes be as declared: run it at each deployment.',
  details:
    'It changes only what differs, and nothing that the library did not make. Everything is checked before anything is changed. Indexes on many documents take minutes, so give it the time by `deadlineMs`.',
  result: 'Nothing.',
  errors: {
    foreign_collection: 'collections of these names that the library did not make',
    setup_conflict: 'what is in the way of an index',
    replica_set_required: 'a server without transactions',
  },
  example: 'await engine.setup();',
  run: (context: EngineContext, _: Actor, __: undefined, control: CallControl): Promise<void> =>
    attemptWrite(context, { where: 'setup', control }, () =>
      setupSchema(context.collections, { signal: control.signal, deadlineMs: control.deadlineMs }),
    ),
});

export const verifySchema = engineVerb({
  name: 'verifySchema',
  action: 'set_up',
  kind: 'read',
  input: NOTHING,
  beforeSetup: true,
  summary: 'Says what is missing in the database, or differs from the declarations.',
  result: 'The differences; empty when there are none.',
  example: 'const differences = await engine.verifySchema();',
  run: ({ collections }: EngineContext, _: Actor, __: undefined, control: CallControl): Promise<readonly SchemaDrift[]> =>
    verify(collections, { signal: control.signal, deadlineMs: control.deadlineMs }),
});
