import type { Db } from 'mongodb';
import type { AnyPipeline } from '../pipelines/index.js';
import { ConceptRepository } from './concept-repository.js';
import { DnaRepository } from './dna-repository.js';
import { EmotionalAnalyticsRepository } from './emotional-analytics-repository.js';
import { EventRepository } from './event-repository.js';
import { FitConceptRepository, FitRepository } from './fit-repository.js';
import { LearnerUsageRepository } from './learner-usage-repository.js';
import { MasteryRepository } from './mastery-repository.js';
import { type Observe, observeMethods } from './observe.js';
import { PlatformUsageRepository } from './platform-usage-repository.js';
import { Repository } from './repository.js';
import { SessionRepository } from './session-repository.js';
import { StorageRepository } from './storage-repository.js';
import { UserRepository } from './user-repository.js';
import { WatermarkRepository } from './watermark-repository.js';

/** The repositories of one database. */
export interface Repositories {
  readonly users: UserRepository;
  readonly learning_dna: DnaRepository;
  readonly learning_sessions: SessionRepository;
  readonly emotional_analytics: EmotionalAnalyticsRepository;
  readonly content_mastery: MasteryRepository;
  readonly learning_events: EventRepository;
  readonly concepts: ConceptRepository;
  readonly model_fits: FitRepository;
  readonly model_fit_concepts: FitConceptRepository;
  readonly watermarks: WatermarkRepository;
  readonly learner_usage_days: LearnerUsageRepository;
  readonly platform_usage_days: PlatformUsageRepository;
  readonly storage_samples: StorageRepository;
}

/** Opens all repositories on a database; nothing is sent yet. With `observe`, it is told of each named query and each pipeline. */
export function createRepositories(db: Db, observe?: Observe): Repositories {
  const repositories = openRepositories(db);
  if (observe !== undefined) for (const [name, repository] of Object.entries(repositories)) observeRepository(name, repository, observe);
  return repositories;
}

/** The verbs of its own class are the named queries; `run`, which all share, is where pipelines pass. */
function observeRepository(collection: string, repository: object, observe: Observe): void {
  const own: unknown = Object.getPrototypeOf(repository);
  if (own !== Repository.prototype)
    observeMethods(repository, own as object, observe, (operation) => ({
      kind: 'query',
      name: `${collection}.${operation}`,
      collection,
      operation,
    }));
  observeMethods(repository, { run: Repository.prototype.run }, observe, (_, [pipeline]) => ({
    kind: 'pipeline',
    name: (pipeline as AnyPipeline).name,
    collection,
    operation: 'aggregate',
  }));
}

function openRepositories(db: Db): Repositories {
  return {
    users: new UserRepository(db),
    learning_dna: new DnaRepository(db),
    learning_sessions: new SessionRepository(db),
    emotional_analytics: new EmotionalAnalyticsRepository(db),
    content_mastery: new MasteryRepository(db),
    learning_events: new EventRepository(db),
    concepts: new ConceptRepository(db),
    model_fits: new FitRepository(db),
    model_fit_concepts: new FitConceptRepository(db),
    watermarks: new WatermarkRepository(db),
    learner_usage_days: new LearnerUsageRepository(db),
    platform_usage_days: new PlatformUsageRepository(db),
    storage_samples: new StorageRepository(db),
  };
}
