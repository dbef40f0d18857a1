import { readdirSync } from 'node:fs';

/** The entries of the package: each file of src/public/ is one, `index.ts` the front door and any other the subpath of its name. */
export const PUBLIC_ENTRIES: readonly string[] = readdirSync(new URL('../src/public', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();
