import type { ConceptId, LearningEvent } from '../../collections/index.js';
import { compareEvents, conceptKey, conceptOf, type Folded, History, type IncomingEvent, type LearnerModels } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { Admissions } from './admission.js';
import { EventModels } from './event-models.js';

export interface RebuildOptions extends CallControl {
  readonly onProgress?: ((done: { readonly events: number }) => void) | undefined;
}

const PROGRESS_EVERY = 1000;

/** Reads the whole log of a learner by cursor and folds it in the order of history. */
export async function rebuild(
  context: EngineContext,
  userId: string,
  { signal, onProgress }: RebuildOptions = {},
): Promise<{ history: History; events: number }> {
  const history = new History(context.models);
  const judged = new EventModels({ ...context, signal });
  let events = 0;
  for await (const event of inOrder(context, userId, signal)) {
    history.add(event, await judged.of(event));
    events += 1;
    if (events % PROGRESS_EVERY === 0) onProgress?.({ events });
  }
  onProgress?.({ events });
  return { history, events };
}

/** What late events change: the learner's documents with them, and as they were without them. */
export interface Alternative {
  readonly without: History;
  readonly with: History;
  /** What the fold made of the events themselves, in their order. */
  readonly folded: readonly Folded[];
  /** Sessions and concepts of the first of the events and of all that comes after it: only these can differ. */
  readonly sessions: ReadonlySet<string>;
  readonly concepts: ReadonlySet<string>;
  /** What the account has to allow for the events. */
  readonly admissions: Admissions;
}

/**
 * Folds the log of a learner twice from the place of the first event that is not in it yet: as it is, and with the events.
 *
 * @param late events of one learner that are not in the log, at least one, in the order of history
 */
export async function rebuildWith(context: EngineContext, late: readonly [IncomingEvent, ...IncomingEvent[]]): Promise<Alternative> {
  const without = new History(context.models);
  const judged = new EventModels(context);
  const sessions = new Set<string>();
  const concepts = new Set<string>();
  const folded: Folded[] = [];
  const waiting = late.values();
  let next: IncomingEvent | undefined = waiting.next().value;
  let fork: History | undefined;
  const admissions = new Admissions(late[0].user_id);
  const add = (event: IncomingEvent, models?: LearnerModels): Folded => {
    fork ??= without.fork();
    // What is late is judged now, by the models of now; what was judged before stays judged as it was.
    const made = models === undefined ? admissions.fold(event, fork) : fork.add(event, models);
    note(conceptOf(event, context.models), event, made, sessions, concepts);
    return made;
  };
  const addThoseBefore = (event?: LearningEvent) => {
    for (; next !== undefined && (event === undefined || compareEvents(next, event) < 0); next = waiting.next().value) {
      folded.push(add(next));
    }
  };
  for await (const event of inOrder(context, late[0].user_id, context.signal)) {
    addThoseBefore(event);
    const models = await judged.of(event);
    without.add(event, models);
    if (fork !== undefined) add(event, models);
  }
  addThoseBefore();
  return { without, with: fork as unknown as History, folded, sessions, concepts, admissions };
}

function note(
  concept: ConceptId | undefined,
  event: IncomingEvent,
  { previous }: Folded,
  sessions: Set<string>,
  concepts: Set<string>,
): void {
  if (previous !== null) sessions.add(previous.session_id);
  if ('session_id' in event) sessions.add(event.session_id);
  if (concept !== undefined) concepts.add(conceptKey(concept));
}

/** The log in the order of history: the server sorts by time, events of one instant are put in order here. */
export async function* inOrder(context: EngineContext, userId: string, signal: AbortSignal | undefined): AsyncGenerator<LearningEvent> {
  let instant: LearningEvent[] = [];
  for await (const event of context.repositories.learning_events.history(userId, { signal })) {
    const [first] = instant;
    if (first !== undefined && first.occurred_at.getTime() !== event.occurred_at.getTime()) {
      yield* instant.sort(compareEvents);
      instant = [];
    }
    instant.push(event);
  }
  yield* instant.sort(compareEvents);
}
