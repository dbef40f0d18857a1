import { AdaptiveLearningError, describe } from '../../errors.js';
import { within } from '../../repositories/index.js';
import { isInertData } from '../../schema/index.js';
import {
  type Actor,
  type Caller,
  type Reach,
  type ReachControl,
  type ReachingActor,
  type ReachResolver,
  reachOf,
} from '../../security/index.js';
import type { CallControl } from '../call-control.js';
import { unknownLearner } from './unknown-learner.js';

/** More learners than this are no group: who reaches them all has another role. */
const MOST_LEARNERS = 10_000;

/** Whether it is a resolver that says which learners an actor reaches. */
export function isGranted({ role }: Actor): boolean {
  return reachOf(role) === 'granted';
}

/** Which learners a caller reaches: what the role says by itself, or what the host's resolver grants. What is not granted is denied. */
export class ReachGuard {
  readonly #resolver: ReachResolver | undefined;

  constructor(resolver: ReachResolver | undefined) {
    this.#resolver = resolver;
  }

  /** Whether callers of a role reach anybody whom a resolver would have to grant, with none there to do it. */
  lacksResolver(role: Actor['role']): boolean {
    return isGranted({ role }) && this.#resolver === undefined;
  }

  /**
   * Refuses a caller who does not reach the learner.
   *
   * @throws AdaptiveLearningError `not_found`, as for a learner whom there is not; `reach_unresolved`; `aborted`, `deadline_exceeded`, `closed`
   */
  async refuseOutside(caller: Caller, where: string, control: CallControl): Promise<void> {
    if (!(await this.#reaches(caller, where, control))) throw unknownLearner(where);
  }

  /**
   * The learners whom a caller's question about many is about.
   *
   * @throws AdaptiveLearningError `access_denied` where the resolver lists nobody's learners; `reach_unresolved`; `aborted`,
   * `deadline_exceeded`, `closed`
   */
  async learnersOf(actor: Actor, where: string, control: CallControl): Promise<Reach> {
    switch (reachOf(actor.role)) {
      case 'all':
        return 'all';
      case 'granted':
        return this.#listed(actor, where, control);
      case 'own':
        return actor.actorId === undefined ? [] : [actor.actorId];
      case 'nobody':
        return [];
    }
  }

  async #reaches({ userId, ...actor }: Caller, where: string, control: CallControl): Promise<boolean> {
    switch (reachOf(actor.role)) {
      case 'all':
        return true;
      case 'own':
        return actor.actorId === undefined || actor.actorId === userId;
      case 'nobody':
        return false;
      case 'granted': {
        const resolver = this.#resolver;
        if (resolver === undefined) return false;
        const granted: unknown = await this.#asked(where, control, actor, (who, own) => resolver.mayReach(who, userId, own));
        if (typeof granted !== 'boolean') throw unresolved(`${where}: expected true or false of mayReach, got ${describe(granted)}`, where);
        return granted;
      }
    }
  }

  async #listed(actor: Actor, where: string, control: CallControl): Promise<readonly string[]> {
    const resolver = this.#resolver;
    const listing = resolver?.learnersOf?.bind(resolver);
    if (listing === undefined) {
      const [expected, received] = ['an engine whose reach lists the learners of an actor', 'one without learnersOf'];
      throw new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
    }
    const listed: unknown = await this.#asked(where, control, actor, (who, own) => listing(who, own));
    if (isListOfIds(listed)) return [...new Set(listed)];
    throw unresolved(`${where}: expected at most ${MOST_LEARNERS.toLocaleString('en')} ids of learnersOf, got ${describe(listed)}`, where);
  }

  /** What the resolver says, before the call ends: a resolver that goes on for longer is left behind. */
  async #asked<Said>(
    where: string,
    { signal, deadlineMs }: CallControl,
    { actorId, role }: Actor,
    ask: (who: ReachingActor, control: ReachControl) => Said | Promise<Said>,
  ): Promise<Said> {
    if (actorId === undefined) throw unknownLearner(where);
    return within({ signal, deadlineMs }, where, async (own) => {
      try {
        return await ask(Object.freeze({ actorId, role }), { signal: own });
      } catch (error) {
        own.throwIfAborted();
        throw unresolved(`${where}: expected an answer of createEngine.reach, got an error`, where, error);
      }
    });
  }
}

function isListOfIds(listed: unknown): listed is readonly string[] {
  return (
    Array.isArray(listed) &&
    listed.length <= MOST_LEARNERS &&
    isInertData(listed) &&
    listed.every((id) => typeof id === 'string' && id !== '')
  );
}

function unresolved(message: string, where: string, cause?: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError('reach_unresolved', message, { where, ...(cause === undefined ? {} : { cause }) });
}
