import { afterEach, vi } from 'vitest'

// All files of a project share one runtime: a clock that stood still, or a vendor that did not
// answer, would do so for the tests of every file that comes later.
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
