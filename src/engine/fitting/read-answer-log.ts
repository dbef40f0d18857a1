import type { z } from 'zod';
import type { AnswerLog } from '../../algorithms/index.js';
import type { ConceptId } from '../../collections/index.js';
import { conceptKey, type Naming, presentName } from '../../learner/index.js';
import { answerLog, UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { shouldYield, type Unreadable, yieldToEventLoop } from '../../repositories/index.js';
import { readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

type Row = z.output<typeof answerLog.row>;

/** Which answers a fit reads. */
export interface AnswerRange {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly subject?: string | undefined;
  /** Only the answers of these learners. */
  readonly among?: readonly string[] | undefined;
}

export interface ReadControl {
  readonly signal?: AbortSignal | undefined;
  readonly onAnswers?: ((soFar: number) => void) | undefined;
}

export interface ReadAnswers {
  readonly log: AnswerLog;
  /** Concepts by their number in the log. */
  readonly concepts: readonly ConceptId[];
  /** Answers of the range that could not be read: how many, and the first hundred of them. */
  readonly unreadable: { readonly count: number; readonly named: readonly Unreadable[] };
}

const PROGRESS_EVERY = 10_000;

/** Reads the answers of all learners who take part in analytics, by cursor; where the connection is lost it goes on behind the last learner that is whole. */
export async function readAnswerLog(context: EngineContext, range: AnswerRange, control: ReadControl): Promise<ReadAnswers> {
  const { models } = context;
  const columns = new Columns(models);
  const { subject, among, ...span } = range;
  // A concept may have had a name in another subject: the log says of it what was sent.
  const asked = subject === undefined || haveChangedSubject(models) ? span : { ...span, subject };
  let unreadable: ReadAnswers['unreadable'] = { count: 0, named: [] };
  await readWithRetry(context, 'fit', control, async () => {
    columns.dropUnfinished();
    const without = await context.repositories.users.outsideAnalytics({ signal: control.signal });
    const params = { after: columns.lastWhole, ...asked, among: among && [...among], without };
    const cursor = context.repositories.learning_events.run(answerLog, params, { signal: control.signal });
    for await (const row of cursor) {
      if (subject !== undefined && presentName(row, models).subject !== subject) continue;
      if (columns.isOfAnother(row)) await columns.finish(control.signal);
      columns.add(row);
      if (columns.length % PROGRESS_EVERY === 0) control.onAnswers?.(columns.length);
    }
    await columns.finish(control.signal);
    // An interrupted read has reported no learner after its last one.
    unreadable = await unreadableOf(context, { ...params, after: '' }, control);
  });
  control.onAnswers?.(columns.length);
  return { ...columns.read(), unreadable };
}

async function unreadableOf(
  { repositories }: EngineContext,
  params: z.input<typeof answerLog.params>,
  { signal }: ReadControl,
): Promise<ReadAnswers['unreadable']> {
  const named: Unreadable[] = [];
  let count = 0;
  for await (const document of repositories.learning_events.unreadable(answerLog, params, { signal })) {
    count += 1;
    if (named.length < UNREADABLE_NAMED_AT_MOST) named.push(document);
  }
  return { count, named };
}

function haveChangedSubject({ names }: Naming): boolean {
  return [...(names?.present ?? [])].some(([key, { subject }]) => !key.startsWith(`${subject}\0`));
}

/** Answers as they come in, learner by learner. Answers of one instant have no order in the database: their ids give them one. */
class Columns {
  readonly #concepts = new Map<string, { readonly number: number; readonly id: ConceptId }>();
  readonly #learner: number[] = [];
  readonly #concept: number[] = [];
  readonly #at: number[] = [];
  readonly #day: number[] = [];
  readonly #rating: number[] = [];
  readonly #correct: number[] = [];
  readonly #item: number[] = [];
  readonly #difficulty: number[] = [];
  /** Of each concept, by its number: its items by the host's ids. */
  readonly #itemsOf: Map<string, number>[] = [];
  readonly #items: string[] = [];
  readonly #naming: Naming;
  #learners = 0;
  #rows: Row[] = [];
  /** The last learner all of whose answers are in; empty at first. */
  lastWhole = '';

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  get length(): number {
    return this.#learner.length + this.#rows.length;
  }

  /** Whether a row is of another learner than those before it, all of whose answers are in then. */
  isOfAnother(row: Row): boolean {
    const [first] = this.#rows;
    return first !== undefined && first.user_id !== row.user_id;
  }

  add(row: Row): void {
    this.#rows.push(row);
  }

  dropUnfinished(): void {
    this.#rows = [];
  }

  async finish(signal: AbortSignal | undefined): Promise<void> {
    const [first] = this.#rows;
    if (first === undefined) return;
    for (const row of this.#rows.sort(inOrder)) {
      if (shouldYield()) await yieldToEventLoop('fit', signal);
      this.#learner.push(this.#learners);
      const concept = this.#numberOf(row);
      this.#concept.push(concept);
      this.#item.push(row.item_id === undefined ? -1 : this.#itemNumberOf(concept, row.item_id));
      this.#difficulty.push(row.difficulty_level ?? Number.NaN);
      this.#at.push(row.occurred_at.getTime());
      this.#day.push(row.day);
      this.#rating.push(row.rating);
      this.#correct.push(row.correct ? 1 : 0);
    }
    this.#learners += 1;
    this.lastWhole = first.user_id;
    this.#rows = [];
  }

  read(): Omit<ReadAnswers, 'unreadable'> {
    return {
      log: {
        learner: Int32Array.from(this.#learner),
        concept: Int32Array.from(this.#concept),
        at: Float64Array.from(this.#at),
        day: Int32Array.from(this.#day),
        rating: Uint8Array.from(this.#rating),
        correct: Uint8Array.from(this.#correct),
        item: Int32Array.from(this.#item),
        difficulty: Float64Array.from(this.#difficulty),
        learners: this.#learners,
        names: [...this.#concepts.keys()],
        items: this.#items,
      },
      concepts: [...this.#concepts.values()].map(({ id }) => id),
    };
  }

  #numberOf({ subject, topic, concept }: Row): number {
    const id = presentName({ subject, topic, concept }, this.#naming);
    const key = conceptKey(id);
    const known = this.#concepts.get(key);
    if (known !== undefined) return known.number;
    this.#concepts.set(key, { number: this.#concepts.size, id });
    this.#itemsOf.push(new Map());
    return this.#concepts.size - 1;
  }

  #itemNumberOf(concept: number, item: string): number {
    const items = this.#itemsOf[concept] as Map<string, number>;
    const known = items.get(item);
    if (known !== undefined) return known;
    items.set(item, this.#items.length);
    return this.#items.push(item) - 1;
  }
}

function inOrder(a: Row, b: Row): number {
  return a.occurred_at.getTime() - b.occurred_at.getTime() || (a.event_id < b.event_id ? -1 : 1);
}
