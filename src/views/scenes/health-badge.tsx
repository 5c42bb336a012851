import type { SceneHealth } from '../../domain/templates/scene-health.ts'
import { Badge } from '../components/badge.tsx'

const HEALTH = {
  ok: { tone: 'sage', label: 'Ready' },
  unmapped: { tone: 'amber', label: 'No template' },
  broken: { tone: 'red', label: 'Broken' },
  unknown: { tone: 'neutral', label: 'Not checked' },
} as const

/** Whether a scene can be rendered with what the account has. */
export function HealthBadge({ health }: Pick<SceneHealth, 'health'>) {
  const { tone, label } = HEALTH[health]
  return <Badge tone={tone}>{label}</Badge>
}
