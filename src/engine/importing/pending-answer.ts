import { parseInput } from '../../schema/index.js';
import type { Actor, Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { answerEvent, type NewAnswer } from '../recording/answer-event.js';
import { recordAnswerInput } from '../recording/record-answer-input.js';
import { importedAnswerInput } from './imported-answer-input.js';

/** An answer that was read from the input and waits to be recorded. */
export interface PendingAnswer extends NewAnswer {
  /** Its position in the input, from 0. */
  readonly position: number;
}

/** Makes an answer of what stands at a place of the input. */
export type ParseAnswer = (value: unknown, position: number) => PendingAnswer;

/**
 * Parses the answers of one learner, or of an actor those of many learners, where each answer names its learner.
 *
 * @returns a function that throws `invalid_input`
 */
export function answerParser(context: EngineContext, who: Caller | Actor, where: string): ParseAnswer {
  return (value, position) => {
    const place = placeOf(position, where);
    if ('userId' in who) return { position, ...answerEvent(context, who, parseInput(recordAnswerInput, value, place), place) };
    const { user_id: userId, ...input } = parseInput(importedAnswerInput, value, place);
    return { position, ...answerEvent(context, { ...who, userId }, input, place) };
  };
}

/** What an error calls an answer of the input: `recordAnswers.17`. */
export function placeOf(position: number, where: string): string {
  return `${where}.${position}`;
}
