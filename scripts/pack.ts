/** `npm run tarball` hands the tarball from here to publint and attw. */
import { packTarball } from './pack-tarball.js';

console.log(await packTarball());
