import { defineConfig } from 'vitest/config'

// Mutants are tried in Node alone: the pure rules need no runtime, and hundreds of runs are quick.
export default defineConfig({
  test: { environment: 'node', include: ['src/{ledger,limiter}/**/*.node.test.ts'] },
})
