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
  // What loads the CommonJS copy is mostly Jest, whose sandbox has no import(): optional packages are required there.
  esbuildOptions: (options, { format }) => {
    if (format === 'cjs') options.supported = { ...options.supported, 'dynamic-import': false };
  },
  clean: true,
  // tsup writes the declarations in one go and cannot do so incrementally.
  dts: { compilerOptions: { incremental: false } },
});
