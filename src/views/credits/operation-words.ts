import type { CreditOperation } from '../../domain/credits/schemas.ts'
import type { Tone } from '../components/tone.ts'

export const operationWords = {
  generation: { label: 'Render', tone: 'teal' },
  regeneration: { label: 'Render again', tone: 'amber' },
  refund: { label: 'Given back', tone: 'sage' },
  correction: { label: 'Correction', tone: 'neutral' },
} as const satisfies Record<CreditOperation, { label: string; tone: Tone }>
