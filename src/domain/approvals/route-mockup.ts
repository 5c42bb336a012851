import { effectiveMode } from '../settings/effective-mode.ts'
import type { Settings } from '../settings/schemas.ts'

/**
 * Where a finished picture goes, by the first that applies: the request skips approval, autopilot,
 * or a person's review.
 */
export function routeMockup(
  settings: Settings,
  run: { skip_approval: boolean },
): 'approved' | 'completed' {
  if (run.skip_approval) return 'approved'
  return effectiveMode(settings, 'mockups') === 'autopilot' ? 'approved' : 'completed'
}
