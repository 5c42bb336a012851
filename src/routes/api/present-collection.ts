import * as z from 'zod'
import type { Context } from '../../context.ts'
import { countUses, UNUSED, type Uses } from '../../domain/collections/count-uses.ts'
import { COLOURS, SHOPS } from '../../domain/collections/schemas.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'

const uses = z.object({
  quotes: z.int(),
  assets: z.int(),
  products: z.int(),
  scenes: z.int(),
  kits: z.int(),
})

export const collectionAnswer = z.object({
  key: z.string(),
  name: z.string(),
  colour: z.enum(COLOURS),
  shop: z.enum(SHOPS),
  shop_handle: z.string().nullable(),
  is_system: z.boolean(),
  version: z.int(),
  /** What has this collection now. */
  uses,
  /** Null for one of the system's. */
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
})

type Answer = z.output<typeof collectionAnswer>

/** A collection as callers see it, the system's or one of their own. */
export async function presentCollection(ctx: Context, collection: Collection): Promise<Answer> {
  return withUses(collection, await countUses(ctx))
}

/** The same of a collection and what the user's collections are used by. */
export function withUses(collection: Collection, uses: ReadonlyMap<string, Uses>): Answer {
  return collectionAnswer.parse({ ...collection, uses: uses.get(collection.key) ?? UNUSED })
}
