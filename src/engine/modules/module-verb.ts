import type { z } from 'zod';
import type { ErrorCode } from '../../errors.js';
import type { AccountUse, NOTHING } from '../../runtime/index.js';
import type { Actor, Caller, ManyCaller } from '../../security/index.js';
import type { ModuleContext } from './module-context.js';

/** What a verb of a module takes: a schema, or {@link NOTHING}. */
type ModuleInput = z.ZodType | typeof NOTHING;

/** What `run` gets of it. */
type Parsed<Input> = Input extends z.ZodType ? z.output<Input> : undefined;

/** One verb of a module: all that is said of it, and what it does. The method, its type and its checks follow from this. */
export interface ModuleVerb<Who extends Actor, Input extends ModuleInput, Result, Act extends string, Joins extends boolean = boolean> {
  /** What the policy must permit to the caller's role: an action of the module, or of the core. */
  readonly action: Act;
  /**
   * How it ends: a `call` by its deadline; a `read` too, and it begins again while the database is away for a moment; of a `job` each step has
   * the deadline.
   */
  readonly kind: 'call' | 'read' | 'job';
  /** Of a verb of the engine: true to look up which learners the caller reaches; its caller's `reach` is nobody otherwise. */
  readonly aboutMany?: true;
  /** What the account of the learner has to be, of a verb about one: `readable` for a `read` and `active` for any other, if not given. */
  readonly account?: AccountUse;
  /**
   * True for a verb whose writes may be a part of a transaction of the host's own: its control then takes a `session`. All that it writes it writes
   * through `context.write` and `context.learner`, and it calls no other verb that writes.
   */
  readonly joins?: Joins;
  /** What it takes before its control: made by `inputSchema`, so that each field has its sentence. */
  readonly input: Input;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What it resolves to, in one sentence. */
  readonly result: string;
  /** When it fails, by the code; without the codes that every verb has. */
  readonly errors?: { readonly [Code in ErrorCode]?: string };
  readonly run: (context: ModuleContext, caller: Who, input: Parsed<Input>) => Promise<Result>;
}

/** What the account of a verb's learner has to be. */
export function accountOf({ account, kind }: Pick<AnyLearnerVerb, 'account' | 'kind'>): AccountUse {
  return account ?? (kind === 'read' ? 'readable' : 'active');
}

/** Any verb of one learner. */
export type AnyLearnerVerb = AnyVerbOf<Caller>;
/** Any verb of the engine. */
export type AnyEngineVerb = AnyVerbOf<ManyCaller>;

type AnyVerbOf<Who extends Actor> = Omit<ModuleVerb<Who, ModuleInput, unknown, string>, 'run'> & {
  readonly run: (context: ModuleContext, caller: Who, input: never) => Promise<unknown>;
};

/**
 * Declares a verb of one learner: its caller says whose data it reaches.
 *
 * @example
 * const add = learnerVerb({ action: 'bookmark', kind: 'call', input: place, …, run: (context, { userId }, { concept }) => … });
 */
export function learnerVerb<const Input extends ModuleInput, Result, const Act extends string, const Joins extends boolean = false>(
  verb: ModuleVerb<Caller, Input, Result, Act, Joins>,
): ModuleVerb<Caller, Input, Result, Act, Joins> {
  return Object.freeze(verb);
}

/** Declares a verb of the engine. What it reads of many learners it reads with its caller's `reach`. */
export function engineVerb<const Input extends ModuleInput, Result, const Act extends string, const Joins extends boolean = false>(
  verb: ModuleVerb<ManyCaller, Input, Result, Act, Joins>,
): ModuleVerb<ManyCaller, Input, Result, Act, Joins> {
  return Object.freeze(verb);
}
