import type { AnswerCircumstances, AnswerMoment } from '../algorithms/index.js';
import type { AnswerEvent } from '../collections/index.js';

/** What the host said about an answer beside its outcome, as models get it: without the fields that it left out. */
export function circumstancesOf({ answer, metadata }: Pick<AnswerEvent, 'answer' | 'metadata'>): AnswerCircumstances {
  const { hints_used, attempts, confidence } = answer;
  return {
    ...(hints_used === undefined ? {} : { hints_used }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** The part of it that is known before the outcome: what a prediction may go by. */
export function knownBefore({ confidence, metadata }: AnswerCircumstances): Pick<AnswerCircumstances, 'confidence' | 'metadata'> {
  return { ...(confidence === undefined ? {} : { confidence }), ...(metadata === undefined ? {} : { metadata }) };
}

/** Which question an answer was to, and how hard the host says it is: without what the host left out. */
export function itemOf({ item_id, difficulty_level }: AnswerEvent['answer']): Pick<AnswerMoment, 'item' | 'itemDifficulty'> {
  return {
    ...(item_id === undefined ? {} : { item: item_id }),
    ...(difficulty_level === undefined ? {} : { itemDifficulty: difficulty_level }),
  };
}
