import type { AnswerEvent } from '../../collections/index.js';
import { outcomeOf } from '../../learner/index.js';
import type { ImportCall, ImportOutcomes } from './import-call.js';
import { byLearner } from './import-chunks.js';
import type { StoredAnswer } from './import-tally.js';

/** Reads back what became of the answers of a chunk that are stored now, and tells of each. */
export async function reportStored(
  { context, control }: ImportCall,
  outcomes: ImportOutcomes,
  tell: (stored: StoredAnswer) => void,
): Promise<void> {
  const stored = [...outcomes.keys()].filter((answer) => typeof outcomes.get(answer) === 'string');
  for (const [userId, answers] of byLearner(stored)) {
    const ids = answers.map(({ event }) => event.event_id);
    const events = context.repositories.learning_events.ofIds(userId, ids, { signal: control.signal });
    const byId = new Map<string, AnswerEvent>();
    for (const event of await events.toArray()) if (event.type === 'answer') byId.set(event.event_id, event);
    for (const answer of answers) {
      const event = byId.get(answer.event.event_id);
      // One that cannot be read has no outcome to tell of.
      if (event !== undefined) tell({ position: answer.position, isNew: outcomes.get(answer) === 'recorded', outcome: outcomeOf(event) });
    }
  }
}
