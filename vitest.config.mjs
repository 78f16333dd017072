import { defineConfig } from 'vitest/config';
import { defines } from './scripts/defines.mjs';

export default defineConfig({
  define: defines,
  test: {
    include: ['test/**/*.test.ts'],
    // These run in the extension host of a real VS Code.
    exclude: ['test/e2e/**'],
    // Laws are tried on many inputs, and a machine may have other work.
    testTimeout: 180_000,
  },
});
