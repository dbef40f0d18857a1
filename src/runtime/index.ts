export { type CallControl, checkControl, checkDeadline } from './call-control.js';
export { Calls, type Closable } from './calls.js';
export { type CloseOptions, checkClosing } from './close-options.js';
export { onUnreachable } from './reachability.js';
export { aBoolean, aFunction, type ControlOption, type ControlOptions, type OptionsOf } from './verbs/control-options.js';
export {
  type AnyVerb,
  type DefineVerb,
  NOTHING,
  type UnparsedInput,
  type Verb,
  type VerbInput,
  type VerbKind,
  verbDefiner,
} from './verbs/define-verb.js';
export { described, inputSchema } from './verbs/described.js';
export { installVerbs } from './verbs/install-verbs.js';
