import { activate, fits } from './flows/activate-fit.js';
import { aggregateEmotions } from './flows/aggregate-emotions.js';
import { closeIdleSessions } from './flows/close-idle-sessions.js';
import { createLearner } from './flows/create-learner.js';
import { createLearners } from './flows/create-learners.js';
import { ensureLearner } from './flows/ensure-learner.js';
import { fit } from './flows/fit-model.js';
import { health } from './flows/health.js';
import { importHistory } from './flows/import-history.js';
import { listConcepts } from './flows/list-concepts.js';
import { migrate } from './flows/migrate.js';
import { queryAll } from './flows/query.js';
import { recordAnswersOfMany } from './flows/record-answers.js';
import { mergeConcepts, renameConcept } from './flows/rename-concept.js';
import { replayOf } from './flows/replay.js';
import { retireConcept } from './flows/retire-concept.js';
import { rollUp } from './flows/roll-up.js';
import { setAccountStatus } from './flows/set-account-status.js';
import { setEmail } from './flows/set-email.js';
import { setup, verifySchema } from './flows/setup.js';
import { tune } from './flows/tune.js';
import { upsertCurriculum } from './flows/upsert-curriculum.js';
import { watchAll } from './flows/watch.js';

/** The verbs of an engine, by their names: each stands in a file of its own. */
export const ENGINE_VERBS = {
  setup,
  verifySchema,
  migrate,
  createLearner,
  createLearners,
  ensureLearner,
  setEmail,
  setAccountStatus,
  upsertCurriculum,
  listConcepts,
  renameConcept,
  mergeConcepts,
  retireConcept,
  importHistory,
  recordAnswers: recordAnswersOfMany,
  query: queryAll,
  watch: watchAll,
  fit,
  activate,
  fits,
  tune,
  aggregateEmotions,
  closeIdleSessions,
  rollUp,
  replay: replayOf,
  health,
} as const;
