import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'
import { collectionKey } from '../collections/schemas.ts'
import { quoteText } from '../quotes/schemas.ts'

const MEGABYTE_BYTES = 1024 * 1024
export const MAX_ARTWORK_BYTES = 20 * MEGABYTE_BYTES
export const MAX_TITLE_CHARACTERS = 200

export const ASSET_STATUSES = ['active', 'archived'] as const
const status = z.enum(ASSET_STATUSES)
const title = z
  .string()
  .trim()
  .max(MAX_TITLE_CHARACTERS, `A title can have up to ${MAX_TITLE_CHARACTERS} characters`)

/** What is sent with a file. */
export const uploadFields = eitherCase(
  z.strictObject({
    title: title.optional(),
    quote_id: z.union([z.literal('').transform(() => undefined), uuid]).optional(),
    collection: z.union([z.literal('').transform(() => undefined), collectionKey]).optional(),
  }),
)

export const assetChange = eitherCase(
  z
    .strictObject({
      title: title.min(1, 'Enter a title'),
      quote_id: uuid.nullable(),
      /** Its own, which counts where it has no quote. */
      collection: collectionKey.nullable(),
      status,
    })
    .partial(),
)

/** Artworks that are uploaded, or saved after it, in one go. */
export const MAX_ARTWORKS_AT_ONCE = 100

/** What an artwork that was just uploaded is given; what is left out stays as it is. */
export const artworkChoice = z.strictObject({
  id: uuid,
  title: title.optional(),
  quoteId: uuid.optional(),
  /** A quote that is added, in the collection. */
  newQuote: quoteText.optional(),
  collection: collectionKey.optional(),
})

export const assetQuery = pageQuery.extend({
  status: status.optional(),
  quote_id: uuid.optional(),
  collection: collectionKey.optional(),
  search: searchText.optional(),
  /** Only those that no mockup shows yet; active ones, unless a status is given. */
  without_mockups: z.stringbool().optional(),
})

export type ArtworkChoice = z.output<typeof artworkChoice>
export type AssetChange = z.output<typeof assetChange>
export type AssetQuery = ListQuery<typeof assetQuery>
