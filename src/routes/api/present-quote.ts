import * as z from 'zod'
import type { Quote } from '../../domain/quotes/get-quote.ts'

export const quoteAnswer = z.object({
  id: z.string(),
  text: z.string(),
  author: z.string().nullable(),
  collection: z.string(),
  mood: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** A quote as callers see it. */
export function presentQuote(quote: Quote): z.output<typeof quoteAnswer> {
  return quoteAnswer.parse(quote)
}
