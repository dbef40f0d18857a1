import { fileURLToPath } from 'node:url';
import { fsrsDefaultWeights } from '../../src/algorithms/index.js';
import * as simulator from '../../src/simulator/index.js';
import { testDocExamples } from '../doc-examples.js';

testDocExamples(fileURLToPath(new URL('../../src/simulator', import.meta.url)), { ...simulator, fsrsDefaultWeights });
