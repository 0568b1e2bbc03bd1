import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/load-grammar.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // two cores: more workers only make real registries and builders slower
    maxWorkers: 2,
  },
})
