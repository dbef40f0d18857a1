/** Tasks in a process of their own: they come as JSON on standard input, and each outcome goes out as a line as soon as it is there. */
import { text } from 'node:stream/consumers';
import { playTask } from './play-task.js';
import type { Task } from './task.js';

for (const task of JSON.parse(await text(process.stdin)) as readonly Task[]) process.stdout.write(`${JSON.stringify(playTask(task))}\n`);
