import { afterAll } from 'vitest'

// Vitest waits for each line of the log to arrive, and one that a queue's consumer writes after the
// last test is never sent: the runtime would not end. Nobody is left to read it.
afterAll(() => {
  for (const level of ['log', 'warn', 'error'] as const) console[level] = () => undefined
})
