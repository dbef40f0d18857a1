import type { AnswerProvenance, LearningEvent } from '../collections/index.js';
import type { Belief, BeliefAfter } from './belief.js';

/** How much of what the models made of an answer is stored with it. */
export const PROVENANCE_KINDS = ['full', 'short'] as const;
export type ProvenanceKind = (typeof PROVENANCE_KINDS)[number];

export type ModelVersion = NonNullable<AnswerProvenance['scheduler']>;

/** The models that processed an answer, with versions and parameters. */
interface JudgedBy {
  readonly scheduler: ModelVersion;
  readonly knowledge: ModelVersion;
  readonly forgetting: ModelVersion;
  readonly predictor: ModelVersion;
}

/** All results of the models for an answer. */
export interface Provenance extends JudgedBy {
  readonly predicted: number;
  readonly opinions: NonNullable<AnswerProvenance['opinions']>;
  readonly before: Belief;
  readonly after: BeliefAfter;
  readonly newly_mastered: boolean;
}

const KINDS = ['scheduler', 'knowledge', 'forgetting', 'predictor'] as const;

/**
 * What is stored with an answer. `short` keeps what any question, fit and retry reads of it; states and opinions follow from the log, and the
 * models stand in one text.
 */
export function storedProvenance(provenance: Provenance, kind: ProvenanceKind): AnswerProvenance {
  if (kind === 'full') return provenance;
  const { predicted, before, after, newly_mastered } = provenance;
  return {
    models: KINDS.map((model) => spelt(provenance[model])).join(' '),
    predicted,
    before: {
      mastery_level: before.mastery_level,
      retention: before.retention,
      ...(before.next_review_date === undefined ? {} : { next_review_date: before.next_review_date }),
    },
    after: {
      mastery_level: after.mastery_level,
      mastery_confidence: after.mastery_confidence,
      next_review_date: after.next_review_date,
      repetition_interval_days: after.repetition_interval_days,
    },
    newly_mastered,
  };
}

/** The same with the models as objects, in whichever form they were stored. */
export function withJudges({ models, ...stored }: AnswerProvenance): AnswerProvenance {
  if (models === undefined) return stored;
  const [scheduler, knowledge, forgetting, predictor] = models.split(' ').map(readModel);
  return { ...stored, scheduler, knowledge, forgetting, predictor };
}

/**
 * Which predictor, under which parameters, a stored event is folded by: the one that judged the answer, or that began what is kept of a
 * learner or a concept. Undefined for an event that asks none, and for one by the predictor that the engine is set to.
 */
export function predictorOf(event: LearningEvent): ModelVersion | undefined {
  if (event.type === 'session_started' || event.type === 'card_adopted') return event.predictor;
  if (event.type !== 'answer') return undefined;
  const { models, predictor } = event.provenance;
  return models === undefined ? predictor : readModel(models.slice(models.lastIndexOf(' ') + 1));
}

/** Whether a replay reproduces exactly what was stored with an answer as `short`: only then are its states the original ones. */
export function agrees(stored: AnswerProvenance, replayed: Provenance): boolean {
  return JSON.stringify(stored) === JSON.stringify(storedProvenance(replayed, 'short'));
}

function spelt({ name, version, params_version }: ModelVersion): string {
  return [name, version, params_version].map(encodeURIComponent).join('/');
}

function readModel(text: string): ModelVersion {
  const [name = '', version = '', params_version = ''] = text.split('/').map(decodeURIComponent);
  return { name, version, params_version };
}
