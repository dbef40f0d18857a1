import type { z } from 'zod';
import { COLLECTIONS } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type Repository, repositoryNamed, type TransactionOptions, WriteConflict } from '../../repositories/index.js';
import {
  accountRefusal,
  attemptWrite,
  type CallControl,
  insideUnit,
  inTurn,
  refuseInsideUnit,
  transact,
  type UnitOfWork,
} from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { CoreEngine } from '../core-engine.js';
import type { LearnerForModule } from '../core-learner.js';
import type { CollectionReader, ModuleContext } from './module-context.js';
import type { WiredModule } from './order-modules.js';

/** What the contexts of all modules of an engine are made of. */
export interface ModuleWiring {
  readonly context: EngineContext;
  /** Repositories that show of a learner what the learner lets be seen, in the transaction that a context joins. */
  readonly shown: (context: EngineContext) => object;
  /** The engine, once it is made. */
  readonly engine: () => CoreEngine;
  /** Makes learners on which modules call verbs of the core. */
  readonly learner: LearnerForModule;
}

/** For which call a context is. */
export interface ModuleCall {
  /** What errors call it: `bookmarks.add`. */
  readonly where: string;
  readonly control: CallControl;
  /** Whether the accounts of learners whose documents change must be active. */
  readonly asksAccounts: boolean;
}

/** The context of one call of a module. */
export function contextForModule(
  { context, shown, engine, learner }: ModuleWiring,
  { reaches }: WiredModule,
  { where, control, asksAccounts }: ModuleCall,
): ModuleContext {
  return {
    now: () => context.clock(),
    random: () => context.random(),
    control,
    accountByEmail: (address) => context.repositories.users.findByEmail(address, control),
    get engine() {
      return engine();
    },
    learner: (caller, calls = {}) => learner(caller, { context, reaches, where, control }, calls),
    read: (collection) => {
      const { name } = collection;
      const declared: unknown = Object.hasOwn(COLLECTIONS, name)
        ? Reflect.get(COLLECTIONS, name)
        : reaches.find((each) => each.name === name);
      if (declared !== collection) throw outOfReach(where, name);
      return readerOf(repositoryNamed(shown(context), name) as never, control);
    },
    write: async (learners, work) => {
      refuseInsideUnit(`${where}.write`);
      return inTurn(context, { where, control, learners }, () =>
        attemptWrite(context, { where, control }, (fixed) => {
          const admit = (options: TransactionOptions) => admitAll(fixed, learners, where, options);
          const run = (unit: UnitOfWork) => insideUnit(where, () => work(unit.limitedTo(reaches)));
          return transact(fixed, run, { admit: asksAccounts ? admit : undefined });
        }),
      );
    },
  };
}

/** Asks the accounts within the transaction, and writes them: a change of an account stands before the transaction, waits for it, or ends it. */
async function admitAll(
  { repositories: { users } }: EngineContext,
  learners: readonly string[],
  where: string,
  options: TransactionOptions,
): Promise<void> {
  const asked = [...new Set(learners)];
  if (
    await users.admitAll(
      asked.map((user_id) => ({ user_id, account_status: 'active' })),
      options,
    )
  )
    return;
  for (const user_id of asked) {
    const account = await users.findOne({ user_id }, { ...options, fields: ['account_status'] });
    const refusal = accountRefusal(account?.account_status, 'active', where);
    if (refusal !== undefined) throw refusal;
  }
  throw new WriteConflict('an account changed');
}

/** Reads end with the call, whatever else they are told. */
function readerOf<Schema extends z.ZodType>(
  repository: Repository<z.output<Schema>>,
  { signal, deadlineMs }: CallControl,
): CollectionReader<Schema> {
  const limits = { signal, deadlineMs };
  return {
    findOne: (filter, options) => repository.findOne(filter, { ...limits, ...options }),
    find: (filter, options) => repository.find(filter, { ...limits, ...options }),
    count: (filter, options) => repository.count(filter, { ...limits, ...options }),
    run: (pipeline, params, options) => repository.run(pipeline, params, { ...limits, ...options }),
  };
}

function outOfReach(where: string, name: string): AdaptiveLearningError {
  const expected = 'a collection of the core, of the module, or of a module that it requires';
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${name}`, { where, expected, received: name });
}
