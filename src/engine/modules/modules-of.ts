import { COLLECTION_NAMES } from '../../collections/index.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import { checkPipelines, knownToPipelines } from '../../pipelines/index.js';
import type { AnyDeclaration } from '../../schema/index.js';
import { ENGINE_VERBS } from '../engine-verbs.js';
import { checkMaterializers, JOBS } from '../jobs.js';
import { LEARNER_VERBS } from '../learner-verbs.js';
import { checkModules } from './check-modules.js';
import { declarationsOf, type Module } from './define-module.js';
import { orderModules, type WiredModule } from './order-modules.js';

/** What stands on an engine, an actor or a learner beside verbs. */
const PROPERTIES = ['as', 'actor', 'caller', 'close', 'core', 'engine', 'jobs', 'learner', 'modules', 'repositories', 'unsafe', 'userId'];

/** What a host extends an engine by. */
interface Extensions {
  readonly modules?: readonly Module[] | undefined;
  readonly pipelines?: readonly AnyPipeline[] | undefined;
  readonly reach?: unknown;
}

/** The modules of an engine, checked and in order, and what they bring as a whole. */
export interface ModuleSet {
  readonly wired: readonly WiredModule[];
  readonly declarations: readonly AnyDeclaration[];
  /** Those of modules, then the host's own. */
  readonly pipelines: readonly AnyPipeline[];
}

/**
 * Takes the modules of an engine, and the host's own pipelines, which may be over their collections.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name everything that is wrong with the modules; or the first pipeline at fault
 */
export function modulesOf({ modules = [], pipelines = [], reach }: Extensions): ModuleSet {
  const where = 'createEngine.modules';
  const names = [...Object.keys(ENGINE_VERBS), ...Object.keys(LEARNER_VERBS), ...PROPERTIES];
  checkModules(modules, { names, collections: COLLECTION_NAMES, hasReach: reach !== undefined }, where);
  const wired = orderModules(modules);
  const declarations = wired.flatMap(({ module }) => declarationsOf(module));
  const known = knownToPipelines(declarations);
  for (const { module } of wired) checkPipelines(module.pipelines, `${where}.${module.name}.pipelines`, known);
  checkPipelines(pipelines, 'createEngine.pipelines', known);
  const jobs = Object.fromEntries(
    wired.flatMap(({ module }) => Object.keys(module.jobs ?? {}).map((job) => [`${module.name}.${job}`, true])),
  );
  const all = [...wired.flatMap(({ module }) => module.pipelines ?? []), ...pipelines];
  checkMaterializers(all, { ...JOBS, ...jobs }, 'createEngine.pipelines');
  return { wired, declarations, pipelines: all };
}
