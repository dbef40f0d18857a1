import { memoryFigures } from './memory.js';

for (const f of await memoryFigures()) console.log(f.what, '|', f.ours, '|', f.reference, '|', f.ratio?.toFixed(2), '|', f.aim, f.reached);
