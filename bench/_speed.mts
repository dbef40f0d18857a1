import { loadavg } from 'node:os';
import { logisticFigures } from './algorithms/logistic.js';

for (const f of logisticFigures()) console.log(f.what, '|', f.ours, '|', f.reached, loadavg()[0]);
