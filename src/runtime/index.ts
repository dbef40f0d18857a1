export { type CallControl, checkControl, checkDeadline } from './call-control.js';
export { Calls, type Closable } from './calls.js';
export { type CloseOptions, checkClosing } from './close-options.js';
export { onUnreachable } from './reachability.js';
