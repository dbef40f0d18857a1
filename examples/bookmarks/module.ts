import { defineModule } from 'adaptive-learning-engine/modules';
import { bookmarks as collection } from './bookmarks.js';
import { countAnswers } from './count-answers.js';
import { bookmarksByTopic, mostMarkedConcepts } from './pipelines.js';
import { tidy } from './tidy.js';
import { add } from './verbs/add.js';
import { list } from './verbs/list.js';
import { mostMarked } from './verbs/most-marked.js';
import { remove } from './verbs/remove.js';

/** Concepts that learners mark to come back to. */
export const bookmarks = ({ keepDays = 400 }: { readonly keepDays?: number } = {}) =>
  defineModule({
    name: 'bookmarks',
    summary: 'Concepts that learners mark to come back to.',
    collections: { bookmarks: collection },
    policy: { bookmark: ['learner', 'system'], count_bookmarks: ['teacher', 'system'] },
    learner: { add, remove, list },
    engine: { mostMarked },
    pipelines: [bookmarksByTopic, mostMarkedConcepts],
    reactions: { countAnswers },
    jobs: { tidy: tidy(keepDays) },
  });
