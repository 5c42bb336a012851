import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'
import { collectionKey } from '../collections/schemas.ts'

export const quoteText = z
  .string({ error: 'Write the quote' })
  .trim()
  .min(1, 'Write the quote')
  .max(1000, 'A quote can have up to 1,000 characters')

const fields = {
  text: quoteText,
  author: z.string().trim().max(200, 'A name can have up to 200 characters').nullish(),
  collection: collectionKey,
  mood: z.string().trim().max(100, 'A mood can have up to 100 characters').nullish(),
}

export const newQuote = eitherCase(z.strictObject(fields))
export const quoteChange = eitherCase(z.strictObject(fields).partial())
export const quoteQuery = pageQuery.extend({
  collection: collectionKey.optional(),
  search: searchText.optional(),
})

export type NewQuote = z.output<typeof newQuote>
export type QuoteChange = z.output<typeof quoteChange>
export type QuoteQuery = ListQuery<typeof quoteQuery>
