import { comeTo, type Followed, type Knowledge, knowledgeOf } from '../followed.js';

/** In the place of a chart about emotions, where no day has any. */
export function noEmotions(followed: Followed): string {
  const sentences: Readonly<Record<Knowledge, string>> = {
    never: 'Days of emotions have not been summed up yet: run engine.aggregateEmotions().',
    earlier: `Days of emotions have been summed up to ${comeTo(followed)} only, which is before this time: run engine.aggregateEmotions().`,
    partly: `No emotions were recorded before ${comeTo(followed)}: the learner does not share them, or there were none.`,
    wholly: 'No emotions were recorded: the learner does not share them, or there were none.',
  };
  return sentences[knowledgeOf(followed)];
}

/** In the note of one. */
export function summedUp(followed: Followed): string {
  if (knowledgeOf(followed) === 'never')
    return 'Up to when the days are complete is not known, since engine.aggregateEmotions() has never run to its end.';
  return `The days are complete up to ${comeTo(followed)}.`;
}
