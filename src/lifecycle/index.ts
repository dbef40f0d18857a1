export { type ExportedCollection, exportLines } from './export-lines.js';
export { LearnerExport } from './learner-export.js';
