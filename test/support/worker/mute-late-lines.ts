import { afterAll, beforeAll } from 'vitest'
import { loud } from './loud-console.ts'

beforeAll(() => {
  Object.assign(console, loud)
})

// Vitest waits for each line of the log to arrive, and one that a queue's consumer writes after the
// last test of a file is never sent: the file would not end. Nobody is left to read it.
afterAll(() => {
  for (const level of ['log', 'warn', 'error'] as const) console[level] = () => undefined
})
