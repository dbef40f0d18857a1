/** Stages that write what an aggregation finds. */
const WRITING = ['$out', '$merge'];

/** Whether stages write, at any depth: a pipeline of the library, a module or a host only reads. */
export function hasWritingStage(stages: unknown): boolean {
  if (typeof stages !== 'object' || stages === null) return false;
  return Object.entries(stages).some(([key, part]) => WRITING.includes(key) || hasWritingStage(part));
}
