import { checkAll, invalidInput } from '../../errors.js';
import { fields, parseInput } from '../../schema/index.js';
import type { Job } from './define-job.js';

/**
 * Checks a table of jobs: each stands under its own name, and says what it does and how often.
 *
 * @param where what the table is called in an error, such as `defineModule.jobs`
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every fault
 */
export function checkJobs(table: { readonly [name: string]: Job<never> }, where: string): void {
  checkAll(Object.entries(table).flatMap(([key, job]) => checksOf(job, key, `${where}.${key}`)));
}

function checksOf(job: Job<never>, key: string, place: string): readonly (() => void)[] {
  if (typeof job !== 'object' || job === null) return [refusing(`${place}`, 'what defineJob gives', job)];
  const { name, summary, everyMinutes, run } = job;
  return [
    () => void parseInput(fields.jobName, name, `${place}.name`),
    ...(name === key ? [] : [refusing(`${place}.name`, 'the name under which the job stands in its table', name)]),
    ...(isFilled(summary) ? [] : [refusing(`${place}.summary`, 'a sentence', summary)]),
    ...(Number.isFinite(everyMinutes) && everyMinutes > 0
      ? []
      : [refusing(`${place}.everyMinutes`, 'a number of minutes > 0', everyMinutes)]),
    ...(typeof run === 'function' ? [] : [refusing(`${place}.run`, 'a function', run)]),
  ];
}

function isFilled(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '';
}

function refusing(where: string, expected: string, value: unknown): () => void {
  return () => {
    throw invalidInput(where, expected, value);
  };
}
