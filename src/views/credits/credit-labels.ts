import { type CreditOperation, NO_COLLECTION } from '../../domain/credits/schemas.ts'
import { type Collections, collectionName } from '../components/collections.ts'
import type { Colour, Tone } from '../components/tone.ts'
import { creditWords } from './words.ts'

export const operationLabels = {
  generation: { label: creditWords.operations.generation, tone: 'teal' },
  regeneration: { label: creditWords.operations.regeneration, tone: 'amber' },
  refund: { label: creditWords.operations.refund, tone: 'sage' },
  correction: { label: creditWords.operations.correction, tone: 'neutral' },
} as const satisfies Record<CreditOperation, { label: string; tone: Tone }>

/** How what was paid for a collection, or for none, is called. */
export function usageLabel(collections: Collections, key: string): { label: string; tone: Colour } {
  if (key === NO_COLLECTION) return { label: creditWords.noCollection, tone: 'neutral' }
  const colour = collections.find((one) => one.key === key)?.colour
  return { label: collectionName(collections, key), tone: colour ?? 'neutral' }
}
