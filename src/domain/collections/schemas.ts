import * as z from 'zod'
import { COLLECTION_COLOURS, SHOP_CHOICES } from '../../db/schema/collections.ts'
import { eitherCase } from '../../either-case.ts'
import { MAX_PAGE_ROWS, pageQuery } from '../../paging.ts'

export const MAX_COLLECTIONS = 50
/** With the three of the system. */
export const MAX_KEYS = 53
const MIN_KEY_CHARACTERS = 3
export const MAX_KEY_CHARACTERS = 40
const MAX_NAME_CHARACTERS = 60
const MAX_HANDLE_CHARACTERS = 255

// Credits call artwork without a collection so.
const RESERVED_KEY = 'none'

const CHOOSE = 'Choose a collection'
const KEY = 'Enter 3 to 40 lowercase letters, digits and _, starting with a letter or a digit'
const HANDLE = 'Enter lowercase letters, digits and hyphens, as at the end of the collection’s URL'

// At least three characters: search finds nothing by fewer.
const key = (error: string) =>
  z
    .string(error)
    .trim()
    .min(MIN_KEY_CHARACTERS, error)
    .max(MAX_KEY_CHARACTERS, error)
    .regex(/^[a-z0-9][a-z0-9_]*$/, error)

/** A collection as others name it. Whether the user has it is known where it is written. */
export const collectionKey = key(CHOOSE)

/** The key of a new collection. */
export const newKey = key(KEY).refine((text) => text !== RESERVED_KEY, 'Choose another key')

const name = z
  .string('Give the collection a name')
  .trim()
  .min(1, 'Give the collection a name')
  .max(MAX_NAME_CHARACTERS, 'A name can have up to 60 characters')
const shopHandle = z
  .string()
  .trim()
  .max(MAX_HANDLE_CHARACTERS, HANDLE)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, HANDLE)

export const COLOURS = COLLECTION_COLOURS
export const SHOPS = SHOP_CHOICES
const colour = z.enum(COLOURS, { error: 'Choose a color' })
const shop = z.enum(SHOPS, { error: 'Choose the Shopify collection' })

export const newCollection = eitherCase(
  z.strictObject({
    key: newKey.optional(),
    name,
    colour: colour.default('stone'),
    shop: shop.default('none'),
    shop_handle: shopHandle.nullish(),
  }),
)

// The key stays: what belongs to the collection names it.
export const collectionChange = eitherCase(
  z.strictObject({ name, colour, shop, shop_handle: shopHandle.nullable() }).partial(),
)

// A list of at most 53 is one page: nothing follows it.
export const collectionQuery = pageQuery.omit({ cursor: true, before: true }).extend({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(MAX_PAGE_ROWS),
})

export type NewCollection = z.output<typeof newCollection>
export type CollectionChange = z.output<typeof collectionChange>
