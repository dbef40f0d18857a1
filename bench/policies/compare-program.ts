/** One comparison in a process of its own: the task as its argument, the outcomes on standard output. */
import { comparePolicies } from 'adaptive-learning-engine/simulator';
import { comparisonOf, type Task } from './task.js';

const task = JSON.parse(process.argv[2] ?? '') as Task;
process.stdout.write(JSON.stringify(comparePolicies(comparisonOf(task)).map(({ outcomes }) => outcomes)));
