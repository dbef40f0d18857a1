import { deriveFsrsCore, type FsrsCore } from './fsrs-core.js';
import { checkFsrsParams, type FsrsParams, fsrsDefaults } from './fsrs-params.js';

const known = new WeakMap<FsrsParams, FsrsCore>();
let lastParams: FsrsParams = fsrsDefaults;
let lastCore: FsrsCore = derive(fsrsDefaults);

/**
 * The constants of some parameters, which are checked on the way. Only what is frozen through and through is remembered, since it alone
 * cannot change behind our back: remembering is then nothing that a caller could tell from computing again, except for the time it takes.
 */
export function coreOf(params: FsrsParams): FsrsCore {
  return params === lastParams ? lastCore : lookUp(params);
}

function lookUp(params: FsrsParams): FsrsCore {
  const core = known.get(params) ?? derive(params);
  if (isFrozen(params)) {
    known.set(params, core);
    lastParams = params;
    lastCore = core;
  }
  return core;
}

function derive(params: FsrsParams): FsrsCore {
  checkFsrsParams(params);
  return deriveFsrsCore(params.weights, params.short_term, params.desired_retention);
}

function isFrozen(params: FsrsParams): boolean {
  return [params, params.weights, params.learning_steps, params.relearning_steps].every(Object.isFrozen);
}
