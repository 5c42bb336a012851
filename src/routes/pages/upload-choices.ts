import * as z from 'zod'
import { type ArtworkChoice, artworkChoice } from '../../domain/assets/schemas.ts'
import { AppError } from '../../errors.ts'
import type { SharedValues } from '../../views/assets/shared-fields.tsx'
import { uploadWords } from '../../views/assets/words.ts'
import { fieldErrors } from '../respond/field-errors.ts'

const text = z.string().catch('')
const typed = z.object({ title: text, quote_id: text, new_quote: text, collection: text })

/** What is typed and chosen for all artworks of an upload. */
export function sharedOf(fields: Record<string, unknown>): Required<SharedValues> {
  return typed.parse(fields)
}

type Choice = Omit<ArtworkChoice, 'id'>

const ofUpload = artworkChoice.omit({ id: true })
const FIELDS: Readonly<Record<string, string>> = { quoteId: 'quote_id', newQuote: 'new_quote' }

/**
 * The same as a verb takes it: what is empty is left out, and a quote that was typed wins.
 * @throws AppError invalid, by the names of the fields
 */
export function readChoice(values: SharedValues, nameOf = (field: string) => field): Choice {
  const { title, quote_id, new_quote, collection } = values
  const newQuote = new_quote?.trim() || undefined
  const parsed = ofUpload.safeParse({
    title: title?.trim() || undefined,
    quoteId: newQuote ? undefined : quote_id || undefined,
    newQuote,
    collection: collection || undefined,
  })
  if (!parsed.success) {
    const wrong = Object.entries(fieldErrors(parsed.error))
    throw refused(
      Object.fromEntries(wrong.map(([name, said]) => [nameOf(FIELDS[name] ?? name), said])),
    )
  }
  if (newQuote && !collection)
    throw refused({ [nameOf('collection')]: uploadWords.needsCollection })
  return parsed.data
}

export function refused(errors: Readonly<Record<string, string>>): AppError {
  return new AppError('invalid', 'Invalid request body', {
    errors: Object.entries(errors).map(([name, message]) => ({ pointer: `/${name}`, message })),
  })
}

/** Why a file was not stored, in one sentence. */
export function reasonOf(cause: AppError): string {
  if (cause.code === 'not_found') return uploadWords.quoteGone
  return cause.code === 'invalid' ? (cause.errors[0]?.message ?? cause.message) : cause.message
}
