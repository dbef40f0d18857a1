import type { z } from 'zod';
import type { AnyPipeline } from '../pipelines/index.js';
import type { AnyDeclaration, CollectionDeclaration } from '../schema/index.js';
import { type ArgumentsOf, checkArguments } from './checked-arguments.js';
import type { CollectionSet } from './collection-set.js';
import type { CommandSender } from './command-sender.js';
import { ConceptRepository } from './concept-repository.js';
import { Consents } from './consents.js';
import { DataKeyRepository } from './data-key-repository.js';
import { DnaRepository } from './dna-repository.js';
import { EmailClaimRepository } from './email-claim-repository.js';
import { EmotionalAnalyticsRepository } from './emotional-analytics-repository.js';
import { EventRepository } from './event-repository.js';
import { FitConceptRepository, FitRepository } from './fit-repository.js';
import type { HostTransaction } from './host-transaction.js';
import { LearnerUsageRepository } from './learner-usage-repository.js';
import { DEFAULT_DEADLINE_MS } from './limits.js';
import { MasteryRepository } from './mastery-repository.js';
import { NAMED_ARGUMENTS, SHARED_ARGUMENTS } from './named-arguments.js';
import { type Observe, observeMethods } from './observe.js';
import { PlatformUsageRepository } from './platform-usage-repository.js';
import { Repository } from './repository.js';
import { SessionRepository } from './session-repository.js';
import { StorageRepository } from './storage-repository.js';
import { TuningRepository } from './tuning-repository.js';
import { UserRepository } from './user-repository.js';
import { WatermarkRepository } from './watermark-repository.js';

/** The repositories of one database. */
export interface Repositories {
  readonly users: UserRepository;
  readonly email_claims: EmailClaimRepository;
  readonly learning_dna: DnaRepository;
  readonly learning_sessions: SessionRepository;
  readonly emotional_analytics: EmotionalAnalyticsRepository;
  readonly content_mastery: MasteryRepository;
  readonly learning_events: EventRepository;
  readonly concepts: ConceptRepository;
  readonly model_fits: FitRepository;
  readonly model_fit_concepts: FitConceptRepository;
  readonly model_tunings: TuningRepository;
  readonly watermarks: WatermarkRepository;
  readonly data_keys: DataKeyRepository;
  readonly learner_usage_days: LearnerUsageRepository;
  readonly platform_usage_days: PlatformUsageRepository;
  readonly storage_samples: StorageRepository;
}

/** The limits of repository commands. */
export interface RepositoryLimits {
  /** The default time limit of a command in milliseconds; 30,000 if not given. */
  readonly deadlineMs?: number | undefined;
  /** Aborted once no more commands may be sent. */
  readonly closing?: AbortSignal | undefined;
}

/** What holds for all commands of the engine's own repositories. */
export interface OwnRepositoriesOptions extends RepositoryLimits {
  /** The host's transaction in which everything is read and written. */
  readonly joined?: HostTransaction | undefined;
}

/** Repositories for hosts: what callers give to a method is checked before anything is sent, and emotions that a learner withholds are left out. */
export function openShownRepositories(collections: CollectionSet, observe?: Observe, limits: OwnRepositoriesOptions = {}): Repositories {
  const repositories = openRepositories(collections, observe, limits);
  const consents = new Consents(collections);
  const named: ArgumentsOfAll = NAMED_ARGUMENTS;
  for (const [name, repository] of Object.entries<object>({ ...repositories })) {
    Object.assign(repository, { consents });
    checkArguments(repository, { ...SHARED_ARGUMENTS, ...named[name as keyof Repositories] }, name);
  }
  return repositories;
}

/**
 * Repositories for the engine's own work, whose reads know no consent and whose arguments are not checked: what they give must not be shown
 * as it is, and what hosts give must not reach them as it came.
 */
export function openRepositories(
  collections: CollectionSet,
  observe?: Observe,
  { deadlineMs = DEFAULT_DEADLINE_MS, closing, joined }: OwnRepositoriesOptions = {},
): Repositories {
  const repositories = repositoriesOf(collections);
  for (const repository of Object.values<CommandSender>({ ...repositories })) Object.assign(repository, { deadlineMs, closing, joined });
  if (observe !== undefined) for (const repository of Object.values(repositories)) observeRepository(repository, observe);
  return repositories;
}

/** The repository of a collection, for code that does not know which it has. */
export function repositoryNamed(repositories: object, collection: string): Repository<unknown> {
  const found: unknown = Object.hasOwn(repositories, collection) ? Reflect.get(repositories, collection) : undefined;
  if (found instanceof Repository) return found;
  throw new TypeError(`There is no repository of ${collection}`);
}

/** Each repository has its rows, and each of its methods one. */
type ArgumentsOfAll = { readonly [Name in keyof Repositories]: ArgumentsOf<Repositories[Name], Repository<unknown>> };

/** The verbs of its own class are the named queries; `run`, which all share, is where pipelines pass. */
function observeRepository(repository: Repository<unknown>, observe: Observe): void {
  const collection = repository.collection.collectionName;
  const own: unknown = Object.getPrototypeOf(repository);
  if (own !== Repository.prototype)
    observeMethods(repository, own as object, observe, (operation) => ({
      kind: 'query',
      name: `${repository.declaration.name}.${operation}`,
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

/** Those of modules stand beside the core's, each under the name of its collection. */
function repositoriesOf(collections: CollectionSet): Repositories {
  const core: Repositories = {
    users: new UserRepository(collections),
    email_claims: new EmailClaimRepository(collections),
    learning_dna: new DnaRepository(collections),
    learning_sessions: new SessionRepository(collections),
    emotional_analytics: new EmotionalAnalyticsRepository(collections),
    content_mastery: new MasteryRepository(collections),
    learning_events: new EventRepository(collections),
    concepts: new ConceptRepository(collections),
    model_fits: new FitRepository(collections),
    model_fit_concepts: new FitConceptRepository(collections),
    model_tunings: new TuningRepository(collections),
    watermarks: new WatermarkRepository(collections),
    data_keys: new DataKeyRepository(collections),
    learner_usage_days: new LearnerUsageRepository(collections),
    platform_usage_days: new PlatformUsageRepository(collections),
    storage_samples: new StorageRepository(collections),
  };
  const others = [...collections.declarations.values()].filter(({ name }) => !Object.hasOwn(core, name));
  return Object.assign(
    core,
    Object.fromEntries(others.map((declaration) => [declaration.name, plainRepository(collections, declaration)])),
  );
}

/** The repository of a declaration that has no queries of its own. */
function plainRepository(collections: CollectionSet, declaration: AnyDeclaration): Repository<unknown> {
  return new Repository(collections, declaration as object as CollectionDeclaration<z.ZodType>);
}
