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
  cannotJoin: 'MongoDB makes indexes and validators outside of transactions',
  summary: 'Creates the collections, validators and indexes, or updates them. Run it at each deployment.',
  details:
    'It changes only what differs, and never a collection that the library did not create. It checks everything before it changes anything. Building indexes on many documents takes minutes, so set a long `deadlineMs`.',
  result: 'Nothing.',
  errors: {
    foreign_collection: 'collections with these names that the library did not create',
    setup_conflict: 'data or an index that prevents building an index',
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
  summary: 'Reports what is missing in the database or differs from the declared schema.',
  result: 'The differences; an empty list if there are none.',
  example: 'const differences = await engine.verifySchema();',
  run: ({ collections }: EngineContext, _: Actor, __: undefined, control: CallControl): Promise<readonly SchemaDrift[]> =>
    verify(collections, { signal: control.signal, deadlineMs: control.deadlineMs }),
});
