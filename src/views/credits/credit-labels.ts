import { type CreditOperation, NO_COLLECTION } from '../../domain/credits/schemas.ts'
import { type Collections, collectionName } from '../components/collections.ts'
import type { Colour, Tone } from '../components/tone.ts'

export const operationLabels = {
  generation: { label: 'Render', tone: 'teal' },
  regeneration: { label: 'Render again', tone: 'amber' },
  refund: { label: 'Refund', tone: 'sage' },
  correction: { label: 'Correction', tone: 'neutral' },
} as const satisfies Record<CreditOperation, { label: string; tone: Tone }>

const WITHOUT = 'No collection, or deleted since'

/** How what was paid for a collection, or for none, is called. */
export function usageLabel(collections: Collections, key: string): { label: string; tone: Colour } {
  if (key === NO_COLLECTION) return { label: WITHOUT, tone: 'neutral' }
  const colour = collections.find((one) => one.key === key)?.colour
  return { label: collectionName(collections, key), tone: colour ?? 'neutral' }
}
