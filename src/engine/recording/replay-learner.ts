import type { ContentMastery, LearningSession } from '../../collections/index.js';
import { conceptKey, type History } from '../../learner/index.js';
import { type AnyRepository, type GuardedReplacement, isEqual, type Removal, removeAll, WriteConflict } from '../../repositories/index.js';
import { attemptWrite } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { utcDayOf } from '../rolling-up/utc-day.js';
import { type RebuildOptions, rebuild } from './rebuild.js';
import { replaceInChunks } from './replace-in-chunks.js';

/** Collections whose documents are derived from the log. */
const DERIVED = ['learning_sessions', 'content_mastery', 'learning_dna'] as const;
type Derived = (typeof DERIVED)[number];

/** The result of a replay. */
export interface ReplayReport {
  readonly events: number;
  readonly documents: number;
  /** The number of corrected documents by collection; all 0 if the state was already consistent. */
  readonly changed: { readonly [Collection in Derived]: number };
}

/**
 * Rebuilds every derived document of a learner from the log, under the models that the engine runs with, and stores those that differ. The
 * predictor goes by the parameters that judged each event, as its provenance names them, so that a replay changes nothing when a fit of it
 * was activated meanwhile; where their fit is gone, or another predictor judged, by those that the engine is set to.
 * It may be stopped and run again at any point, and beside writers: when they are faster, it reads again.
 *
 * @throws AdaptiveLearningError `aborted`, `database_unavailable`
 */
export function replayLearner(context: EngineContext, userId: string, options: RebuildOptions): Promise<ReplayReport> {
  // Another process may have activated a fit a moment ago.
  return attemptWrite(context, { where: 'replay', control: options, models: 'renewed' }, (fixed) => {
    fixed.recentState.forget(userId);
    return replayOnce(fixed, userId, options);
  });
}

async function replayOnce(context: EngineContext, userId: string, options: RebuildOptions): Promise<ReplayReport> {
  const { history, events } = await rebuild(context, userId, options);
  const rebuilt: { readonly [Collection in Derived]: readonly Folded[] } = {
    learning_sessions: [...history.sessions.values()],
    content_mastery: [...history.masteries.values()],
    learning_dna: history.dna === null ? [] : [history.dna],
  };
  const replacements = {} as { [Collection in Derived]: GuardedReplacement<Folded>[] };
  for (const name of DERIVED) replacements[name] = await differing(repositoryOf(context, name), rebuilt[name], userId, options.signal);
  const removals = await forgotten(context, history, userId, options.signal);
  // Equal counts mean that nobody wrote between the reading of the log and that of the documents.
  const { signal } = options;
  if ((await context.repositories.learning_events.count({ user_id: userId }, { signal })) !== events) throw new WriteConflict();
  const mark = (chunk: readonly GuardedReplacement<Folded>[]) => markUsageChanged(context, chunk, signal);
  await replaceInChunks(repositoryOf(context, 'learning_sessions'), replacements.learning_sessions, { signal }, mark);
  await replaceInChunks(repositoryOf(context, 'content_mastery'), replacements.content_mastery, { signal });
  await replaceInChunks(repositoryOf(context, 'learning_dna'), replacements.learning_dna, { signal });
  if (!(await removeAll(context.repositories.content_mastery, removals, { signal }))) throw new WriteConflict();
  return {
    events,
    documents: DERIVED.reduce((sum, name) => sum + rebuilt[name].length, 0),
    changed: {
      learning_sessions: replacements.learning_sessions.length,
      content_mastery: replacements.content_mastery.length + removals.length,
      learning_dna: replacements.learning_dna.length,
    },
  };
}

type Folded = { readonly revision: number };

function repositoryOf(context: EngineContext, name: Derived): AnyRepository {
  return context.repositories[name] as unknown as AnyRepository;
}

/** The rebuilt documents that the stored ones differ from, each with the revision that it takes the place of. */
async function differing(
  repository: AnyRepository,
  rebuilt: readonly Folded[],
  userId: string,
  signal: AbortSignal | undefined,
): Promise<GuardedReplacement<Folded>[]> {
  const waiting = new Map(rebuilt.map((document) => [identityOf(repository, document), document]));
  const replacements: GuardedReplacement<Folded>[] = [];
  for await (const { _id, ...stored } of repository.findUndecoded({ user_id: userId }, { signal })) {
    const key = identityOf(repository, stored);
    const document = waiting.get(key);
    waiting.delete(key);
    // The revision counts writes, which the log does not know; one that is missing starts again.
    const revision = stored['revision'] as number | undefined;
    if (document === undefined || (revision !== undefined && isEqual({ ...document, revision }, stored))) continue;
    replacements.push({ after: { ...document, revision: (revision ?? -1) + 1 }, revision: revision as number });
  }
  for (const document of waiting.values()) replacements.push({ after: document, revision: null });
  return replacements;
}

/**
 * Stored masteries of concepts that the log mentions and leaves nothing of: they were reset, or all their answers were taken back. And those
 * under names that their concepts had before, which are taken out in the end: until then they show that the learner is not moved yet.
 */
async function forgotten(
  { repositories, models }: EngineContext,
  { concepts, masteries }: History,
  userId: string,
  signal: AbortSignal | undefined,
): Promise<Removal<ContentMastery>[]> {
  const gone = new Set([...concepts].filter((key) => !masteries.has(key)));
  const former = models.names?.present;
  if (gone.size === 0 && (former === undefined || former.size === 0)) return [];
  const removals: Removal<ContentMastery>[] = [];
  for await (const row of repositories.content_mastery.findUndecoded({ user_id: userId }, { signal })) {
    const document = row as unknown as ContentMastery;
    const key = conceptKey(document);
    if (gone.has(key) || former?.has(key) === true) removals.push({ document, revision: document.revision });
  }
  return removals;
}

/** The log does not tell of a replay: what was rolled up of these sessions' days has to be recomputed. */
async function markUsageChanged(
  context: EngineContext,
  replacements: readonly GuardedReplacement<Folded>[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const days = new Set(replacements.map(({ after }) => utcDayOf((after as unknown as LearningSession).started_at).getTime()));
  await context.repositories.platform_usage_days.markChanged(
    [...days].map((day) => new Date(day)),
    context.clock(),
    { signal },
  );
}

function identityOf(repository: AnyRepository, document: object): string {
  const { identity } = repository.declaration;
  return identity.map((field) => String((document as { readonly [field: string]: unknown })[field])).join('\0');
}
