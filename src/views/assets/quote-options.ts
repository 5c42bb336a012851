import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { type Collections, collectionName } from '../components/collections.ts'
import { shortened } from '../components/shortened.ts'
import { artworkWords } from './words.ts'

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
