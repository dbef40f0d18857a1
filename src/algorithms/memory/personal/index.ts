export { personal } from './personal.js';
