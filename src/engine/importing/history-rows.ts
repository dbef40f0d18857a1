import { hash } from 'node:crypto';
import { parseInput } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { answerEvent } from '../recording/answer-event.js';
import { historyRowInput } from './imported-answer-input.js';
import { type ParseAnswer, placeOf } from './pending-answer.js';

/**
 * Takes rows of a log: an answer of `user_id` at `at`, whose id follows from the row where it has none, so that the same log may come again.
 *
 * @returns a function that throws `invalid_input`
 */
export function historyRowParser(context: EngineContext, actor: Actor, where: string): ParseAnswer {
  return (value, position) => {
    const place = placeOf(position, where);
    const row = parseInput(historyRowInput, value, place);
    const { user_id: userId, at, event_id = rowId(row), ...answer } = row;
    const input = { ...answer, event_id, occurred_at: at };
    return { position, ...answerEvent(context, { ...actor, userId }, input, place) };
  };
}

/** Names a row by whose it is, when it was and what it was to. */
function rowId({ at, subject, topic, concept, item_id = '' }: ReturnType<typeof historyRowInput.parse>): string {
  return `row:${hash('sha256', [at.toISOString(), subject, topic, concept, item_id].join('\0')).slice(0, 40)}`;
}
