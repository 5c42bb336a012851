import type { CreditOperation, UsageCollection } from '../../domain/credits/schemas.ts'
import type { Tone } from '../components/tone.ts'

export const operationLabels = {
  generation: { label: 'Render', tone: 'teal' },
  regeneration: { label: 'Render again', tone: 'amber' },
  refund: { label: 'Refund', tone: 'sage' },
  correction: { label: 'Correction', tone: 'neutral' },
} as const satisfies Record<CreditOperation, { label: string; tone: Tone }>

export const usageCollectionLabels = {
  grounding: { label: 'Grounding', tone: 'sage' },
  wholeness: { label: 'Wholeness', tone: 'amber' },
  growth: { label: 'Growth', tone: 'teal' },
  none: { label: 'No collection, or deleted since', tone: 'neutral' },
} as const satisfies Record<UsageCollection, { label: string; tone: Tone }>
