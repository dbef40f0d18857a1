import { defineConfig } from 'tsup';
import { PUBLIC_ENTRIES } from './scripts/public-entries.js';

export default defineConfig({
  entry: { ...PUBLIC_ENTRIES },
  // Node loads one copy, the ES modules, by import and by require (see `module-sync` in package.json); Jest and older bundlers require the other.
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  // Shared chunks give each class one identity, whichever subpath it is imported from.
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
  // tsup writes the declarations in one go and cannot do so incrementally.
  dts: { compilerOptions: { incremental: false } },
});
