import type { CollectionColour } from '../../db/schema/collections.ts'

/** The five meanings of colour; a text next to it always says the same. */
export type Tone = 'neutral' | 'sage' | 'teal' | 'amber' | 'red'

/** Those, and the colours that people choose for collections, which mean nothing else. */
export type Colour = Tone | CollectionColour
