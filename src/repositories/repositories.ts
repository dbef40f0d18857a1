import type { Db } from 'mongodb';
import { ConceptRepository } from './concept-repository.js';
import { DnaRepository } from './dna-repository.js';
import { EmotionalAnalyticsRepository } from './emotional-analytics-repository.js';
import { EventRepository } from './event-repository.js';
import { FitConceptRepository, FitRepository } from './fit-repository.js';
import { LearnerUsageRepository } from './learner-usage-repository.js';
import { MasteryRepository } from './mastery-repository.js';
import { PlatformUsageRepository } from './platform-usage-repository.js';
import { SessionRepository } from './session-repository.js';
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
}

/** Opens all repositories on a database; nothing is sent yet. */
export function createRepositories(db: Db): Repositories {
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
  };
}
