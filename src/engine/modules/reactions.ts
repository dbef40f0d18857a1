import type { LearningEvent } from '../../collections/index.js';
import { insideUnit, type UnitOfWork } from '../../runtime/index.js';
import type { WiredModule } from './order-modules.js';
import type { AnyReaction } from './reaction.js';

/** A reaction, and the collections that it may reach. */
interface Wired {
  /** What errors call it: `bookmarks.countAnswers`. */
  readonly where: string;
  readonly reaction: AnyReaction;
  readonly types: ReadonlySet<string>;
  readonly reaches: WiredModule['reaches'];
}

/** What modules store with events of the core. */
export class Reactions {
  readonly #wired: readonly Wired[];

  /** @param modules each behind those that it requires, in which order they react */
  constructor(modules: readonly WiredModule[]) {
    this.#wired = modules.flatMap(({ module, reaches }) =>
      Object.entries(module.reactions ?? {}).map(([name, reaction]) => ({
        where: `${module.name}.${name}`,
        reaction,
        types: new Set(reaction.to),
        reaches,
      })),
    );
  }

  /** Runs the reactions to events that a transaction stores, one after the other. */
  async run(unit: UnitOfWork, events: readonly LearningEvent[]): Promise<void> {
    const wired = this.#wired.filter(({ types }) => events.some(({ type }) => types.has(type)));
    if (wired.length === 0) return;
    for (const own of byLearner(events)) {
      for (const { where, reaction, types, reaches } of wired) {
        const wanted = own.filter(({ type }) => types.has(type));
        if (wanted.length > 0) await insideUnit(where, () => reaction.run(unit.limitedTo(reaches), wanted as never));
      }
    }
  }
}

function byLearner(events: readonly LearningEvent[]): Iterable<readonly LearningEvent[]> {
  const learners = new Map<string, LearningEvent[]>();
  for (const event of events) {
    const own = learners.get(event.user_id);
    if (own === undefined) learners.set(event.user_id, [event]);
    else own.push(event);
  }
  return learners.values();
}
