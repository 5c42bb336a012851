import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { type Collections, collectionName } from '../components/collections.ts'
import { artworkWords } from './words.ts'

const MAX_LABEL_CHARACTERS = 70

/** Quotes as the options of a select: their first words and their collection. */
export function quoteOptions(
  quotes: readonly QuoteChoice[],
  collections: Collections,
): { value: string; label: string }[] {
  return quotes.map(({ id, text, collection }) => ({
    value: id,
    label: `${shortened(text)} (${collectionName(collections, collection)})`,
  }))
}

/** A quote by its id, as those options name it. */
export function quoteLabel(
  { quotes, collections }: { quotes: readonly QuoteChoice[]; collections: Collections },
  id: string | null | undefined,
): string | undefined {
  if (!id) return undefined
  return (
    quoteOptions(quotes, collections).find(({ value }) => value === id)?.label ??
    artworkWords.olderQuote
  )
}

/** The first words of a text, with an ellipsis where something was left out. */
export function shortened(text: string, maxCharacters = MAX_LABEL_CHARACTERS): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  if (characters.length <= maxCharacters) return characters.join('')
  return `${characters
    .slice(0, maxCharacters - 1)
    .join('')
    .trimEnd()}…`
}
