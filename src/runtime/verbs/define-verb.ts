import type { z } from 'zod';
import type { ErrorCode } from '../../errors.js';
import type { Action, Actor } from '../../security/index.js';
import type { CallControl } from '../call-control.js';
import type { AccountUse } from './account-use.js';
import { type ControlOptions, JOINING } from './control-options.js';

/**
 * How a verb ends: a `call` by its deadline; a `read` too, and it begins again while the database is away for a moment; of a `job` each step
 * has the deadline; a `stream` goes on after its opening.
 */
export type VerbKind = 'call' | 'read' | 'job' | 'stream';

/** What a verb takes before its control: a schema, by which the facade parses the input, or a form that the verb parses itself. */
export type VerbInput = z.ZodType | UnparsedInput;

/** An input that the facade hands on as it is, since the verb parses it in parts. */
type UnparsedInput =
  /** No input: the control is the only argument. */
  | { readonly takes: 'nothing' }
  /** A list, a generator or a stream of rows, each held to the schema by itself. */
  | { readonly takes: 'rows'; readonly item: z.ZodType }
  | { readonly takes: 'list'; readonly item: z.ZodType; readonly most: number }
  | { readonly takes: 'one_or_list'; readonly item: z.ZodType }
  /** A name and params: the params are held to what the query of that name takes. */
  | { readonly takes: 'query' };

/** The input of a verb that takes none. */
export const NOTHING = { takes: 'nothing' } as const;

/** What `run` gets for the input. */
type Parsed<Input extends VerbInput> = Input extends z.ZodType ? z.output<Input> : never;

/** One verb: everything that is said of it, and what it does. The facade's method, its types and its page follow from this. */
export interface Verb<
  Context,
  Who extends Actor,
  Input extends VerbInput = VerbInput,
  Run extends VerbRun<Context, Who, Input> = VerbRun<Context, Who, Input>,
> {
  readonly name: string;
  /** What the policy must permit to the caller's role. */
  readonly action: Action;
  readonly kind: VerbKind;
  readonly input: Input;
  /** What the input is called where it is no object: `userId`. */
  readonly inputName?: string;
  /** What its control takes beside `signal` and `deadlineMs`. */
  readonly control?: ControlOptions;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What else a caller should know. */
  readonly details?: string;
  /** What it resolves to, in one sentence. */
  readonly result: string;
  /** When it fails, by the code; without the codes that every verb has. */
  readonly errors?: { readonly [Code in ErrorCode]?: string };
  /** A call as a caller writes it, of `engine` or `learner`. */
  readonly example: string;
  /** What the account of the learner has to be, of a verb about one; `active` if not said. */
  readonly account?: AccountUse;
  /** True where `run` asks the account itself, in the read or the transaction that it makes anyway. */
  readonly ownCheck?: true;
  /** Of a verb of the engine that is about one learner: whom, by its input. */
  readonly learnerOf?: (input: Parsed<Input>) => string;
  /** True for an engine verb whose result contains data of many learners: it includes only those whom the caller reaches. Other verbs use no grants. */
  readonly aboutMany?: true;
  /** True for a verb whose writes may be a part of a transaction of the host's own: its control then takes a `session`, see {@link WriteControl}. */
  readonly joins?: true;
  /** Why a verb that writes cannot be a part of a transaction of the host's own; the refusal of a session says it. */
  readonly cannotJoin?: string;
  /** True for a verb that serves a database without the library's collections too. */
  readonly beforeSetup?: true;
  readonly run: Run;
}

type VerbRun<Context, Who extends Actor, Input extends VerbInput = VerbInput> = (
  context: Context,
  caller: Who,
  input: Parsed<Input>,
  control: CallControl,
) => Promise<unknown>;

/** Any verb of a context and of whom it serves. */
export type AnyVerb<Context, Who extends Actor> = Omit<Verb<Context, Who>, 'action' | 'joins' | 'run' | 'learnerOf'> & {
  readonly joins?: boolean;
  /** Of the core's policy, or of a module's own. */
  readonly action: string;
  readonly learnerOf?: (input: never) => string;
  readonly run: (context: Context, caller: Who, input: never, control: CallControl) => Promise<unknown>;
};

/** What a verb's control takes beside `signal` and `deadlineMs`. */
export function optionsOf({ control = {}, joins }: Pick<AnyVerb<never, never>, 'control' | 'joins'>): ControlOptions {
  return joins === true ? { ...JOINING, ...control } : control;
}

/** Declares a verb of a context; see {@link Verb}. */
export type DefineVerb<Context, Who extends Actor> = <const Input extends VerbInput, Run extends VerbRun<Context, Who, Input>>(
  verb: Verb<Context, Who, Input, Run>,
) => Verb<Context, Who, Input, Run>;

/** A {@link DefineVerb} for verbs that get a `Context` and are called by `Who`. */
export function verbDefiner<Context, Who extends Actor>(): DefineVerb<Context, Who> {
  return (verb) => verb;
}
