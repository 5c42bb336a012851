import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { type AssetQuery, assetQuery } from '../../domain/assets/schemas.ts'
import { uuid } from '../../ids.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import type { AssetFilters } from '../../views/assets/assets-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { readFilters } from '../respond/read-filters.ts'

// Rows of four, three or two fill a page of this many.
const PAGE_ROWS = 24

const names = ['search', 'status', 'collection', 'quote_id', ...PAGE_NAMES] as const
const parts = z.object({ asset: z.array(uuid).catch([]) })

/** The filters in a page's URL; what cannot be read is left out. */
export function assetFilters(c: HonoContext<HubEnv>): AssetFilters {
  return readFilters(c, assetQuery, names)
}

/** The same as a query of the list. */
export function toAssetQuery(filters: AssetFilters): AssetQuery {
  const query = assetQuery.parse({ ...filters, limit: PAGE_ROWS })
  return { ...query, counted: PAGE_COUNTED_ROWS }
}

/** The artworks that were ticked. */
export async function chosenAssets(c: HonoContext<HubEnv>): Promise<string[]> {
  const body = await c.req.parseBody({ all: true })
  return parts.parse({ asset: [body.asset ?? []].flat() }).asset
}
