import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { pageQuery } from '../../paging.ts'
import { collection } from '../quotes/schemas.ts'

const MEGABYTE_BYTES = 1024 * 1024
export const MAX_ARTWORK_BYTES = 20 * MEGABYTE_BYTES
export const MAX_TITLE_CHARACTERS = 200
const MAX_SEARCH_CHARACTERS = 100

const ASSET_STATUSES = ['active', 'archived'] as const
const status = z.enum(ASSET_STATUSES)
const title = z
  .string()
  .trim()
  .max(MAX_TITLE_CHARACTERS, `A title has at most ${MAX_TITLE_CHARACTERS} characters`)

/** What comes with an uploaded file. */
export const uploadFields = eitherCase(
  z.strictObject({
    title: title.optional(),
    quote_id: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  }),
)

export const assetChange = eitherCase(
  z
    .strictObject({
      title: title.min(1, 'Give it a title'),
      quote_id: z.uuid().nullable(),
      status,
    })
    .partial()
    .refine((change) => Object.keys(change).length > 0, 'Name at least one field to change'),
)

export const assetQuery = eitherCase(
  pageQuery.extend({
    status: status.optional(),
    quote_id: z.uuid().optional(),
    collection: collection.optional(),
    search: z.string().trim().max(MAX_SEARCH_CHARACTERS).optional(),
  }),
)

export type AssetChange = z.output<typeof assetChange>
export type AssetQuery = z.output<typeof assetQuery>
