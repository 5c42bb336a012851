import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { pageQuery } from '../../paging.ts'

export const COLLECTIONS = ['grounding', 'wholeness', 'growth'] as const
export const collection = z.enum(COLLECTIONS)
export type Collection = z.infer<typeof collection>

const fields = {
  text: z.string().trim().min(1).max(1000),
  author: z.string().trim().max(200).nullish(),
  collection,
  mood: z.string().trim().max(100).nullish(),
}

export const newQuote = eitherCase(z.strictObject(fields))
export const quoteChange = eitherCase(z.strictObject(fields).partial())
export const quoteQuery = pageQuery.extend({ collection: collection.optional() })

export type NewQuote = z.output<typeof newQuote>
export type QuoteChange = z.output<typeof quoteChange>
export type QuoteQuery = z.output<typeof quoteQuery>
