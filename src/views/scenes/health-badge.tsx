import type { SceneHealth } from '../../domain/templates/scene-health.ts'
import { Badge } from '../components/badge.tsx'
import { sceneWords } from './words.ts'

const TONES = {
  ok: 'sage',
  unmapped: 'amber',
  broken: 'red',
  unknown: 'neutral',
} as const

/** Whether a scene can be rendered with what the account has. */
export function HealthBadge({ health }: Pick<SceneHealth, 'health'>) {
  return <Badge tone={TONES[health]}>{sceneWords.health[health]}</Badge>
}
