import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const SRC = new URL('../src/', import.meta.url);
const ALGORITHMS = 'algorithms';

/** The files of src/public/: `index.ts` is the front door, any other the subpath of its name. */
export const PUBLIC_FILES: readonly string[] = readdirSync(new URL('public', SRC)).sort();

/** The indexes of the families of algorithms: `memory/fsrs/index.ts` is the subpath `algorithms/fsrs`. */
export const FAMILIES: readonly string[] = readdirSync(new URL(ALGORITHMS, SRC), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('/index.ts'))
  .sort();

/** The entries of the package, each with its source: from them the build is made and package.json is checked. */
export const PUBLIC_ENTRIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PUBLIC_FILES.map((file) => [file.replace(/\.ts$/, ''), `src/public/${file}`])),
  ...Object.fromEntries(FAMILIES.map((file) => [`${ALGORITHMS}/${basename(dirname(file))}`, `src/${ALGORITHMS}/${file}`])),
};
