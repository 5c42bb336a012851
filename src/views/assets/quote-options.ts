import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { collectionLabels } from '../components/status-labels.ts'

const MAX_LABEL_CHARACTERS = 70

/** Quotes as the options of a select: their first words and their collection. */
export function quoteOptions(quotes: readonly QuoteChoice[]): { value: string; label: string }[] {
  return quotes.map(({ id, text, collection }) => ({
    value: id,
    label: `${shortened(text)} (${collectionLabels[collection].label})`,
  }))
}

/** A quote by its id, as those options name it. */
export function quoteLabel(
  quotes: readonly QuoteChoice[],
  id: string | null | undefined,
): string | undefined {
  if (!id) return undefined
  return quoteOptions(quotes).find(({ value }) => value === id)?.label ?? 'An older quote'
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
