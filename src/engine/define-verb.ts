import { type DefineVerb, verbDefiner } from '../runtime/index.js';
import type { Caller, ManyCaller } from '../security/index.js';
import type { EngineContext } from './context.js';

/** Declares a verb of one learner: its caller says whose data it reaches. */
export const learnerVerb: DefineVerb<EngineContext, Caller> = verbDefiner();

/** Declares a verb of the engine, which may reach the data of all learners. */
export const engineVerb: DefineVerb<EngineContext, ManyCaller> = verbDefiner();
