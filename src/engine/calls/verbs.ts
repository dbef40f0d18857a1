import type { CallControl, Calls, Closable } from '../../runtime/index.js';
import type { LearnerMethods } from '../facade/learner-methods.js';
import type { LearnerScope } from '../learner-scope.js';
import { parseControl } from './control.js';

/** Where a verb takes its control among its arguments, and how it ends: a `stream` goes on after its opening. */
interface Verb {
  readonly control: number;
  readonly kind: 'call' | 'read' | 'job' | 'stream';
}

/** The methods that give a promise. One without a row below does not compile, so that no verb is without limits. */
export type VerbsOf<Target> = {
  [Name in keyof Target as Target[Name] extends (...args: never[]) => Promise<unknown> ? Exclude<Name, 'close'> : never]: Verb;
};

/** A verb that ends by its deadline, and where it takes its control. */
export const call = (control: number): Verb => ({ control, kind: 'call' });
/** A call that changes nothing, and so may begin again. */
export const read = (control: number): Verb => ({ control, kind: 'read' });
/** A verb that may take hours: each of its steps has the deadline. */
export const job = (control: number): Verb => ({ control, kind: 'job' });
/** A verb whose deadline is for its opening. */
export const stream = (control: number): Verb => ({ control, kind: 'stream' });

/** Where each verb of a learner takes its control, and how it ends. */
export const LEARNER_VERBS: VerbsOf<Omit<LearnerScope, keyof LearnerMethods>> = {
  startSession: call(1),
  recordAnswers: job(1),
  adoptCards: job(1),
  undoAnswer: call(1),
  reschedule: call(1),
  resetConcept: call(1),
  suspend: call(1),
  resume: call(1),
  previewRatings: read(1),
  recordInteraction: call(1),
  recordEmotion: call(1),
  applyIntervention: call(1),
  rateIntervention: call(1),
  endSession: call(1),
  activeSession: read(0),
  recommend: read(1),
  dueReviews: read(1),
  ability: read(1),
  profile: read(0),
  progress: read(1),
  recentSessions: read(1),
  sessionEvents: read(1),
  conceptAnswers: read(1),
  query: read(2),
  watch: stream(0),
  updatePreferences: call(1),
  updateProfile: call(1),
  replay: job(0),
};

type Method = (this: unknown, ...args: unknown[]) => Promise<unknown>;

/** Gives each verb its limits, in place: of an engine, or of the prototype that its learners have in common. */
export function limitVerbs<Target extends object>(target: Target, verbs: VerbsOf<Target>, calls: Calls): void {
  for (const [name, { control: at, kind }] of Object.entries<Verb>(verbs)) {
    const method = Reflect.get(target, name) as Method;
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: Object.prototype.propertyIsEnumerable.call(target, name),
      writable: true,
      value: async function limited(this: unknown, ...args: unknown[]) {
        calls.refuseIfClosed(name);
        const control = parseControl(args[at] === undefined ? {} : args[at], name);
        const work = (own: CallControl) => method.apply(this, withControl(args, at, own));
        if (kind !== 'stream') return calls.run(name, kind, control, work);
        return calls.open(name, control, work as (own: CallControl) => Promise<Closable>);
      },
    });
  }
}

function withControl(args: readonly unknown[], at: number, control: CallControl): unknown[] {
  return Array.from({ length: Math.max(args.length, at + 1) }, (_, place) => (place === at ? control : args[place]));
}
