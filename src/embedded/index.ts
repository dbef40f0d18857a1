/** MongoDB on any machine, for demos, tests and local work: `adaptive-learning-engine/embedded`. */
export type { EmbeddedProgress, EmbeddedStep, ProgressListener } from './progress.js';
export { type BarStream, progressBar } from './progress-bar.js';
export { EMBEDDED_SOURCES, type EmbeddedSource } from './source.js';
export { type EmbeddedServer, startEmbedded } from './start-embedded.js';
export type { Environment, ServerParameter, StartEmbeddedOptions } from './start-options.js';
