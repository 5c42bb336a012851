import { and, desc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'
import { digitalFiles } from '../../db/schema/digital-files.ts'
import { AppError } from '../../errors.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { listCollections } from '../collections/list-collections.ts'
import type { Kit } from '../kits/get-kit.ts'
import { listAllKits } from '../kits/list-kits.ts'
import { offered, type PricingRow, pricesIn, readPricing } from '../pricing/load-pricing.ts'
import type { PickedImage } from '../products/pick-images.ts'
import { getSettings } from '../settings/get-settings.ts'
import type { StoredSettings } from '../settings/schemas.ts'

/** Of each artwork, the newest that are looked through for pictures. */
const MAX_MOCKUPS_OF_ONE = 36
// Of each artwork the newest is taken; nobody makes more of two hundred.
const MAX_FILES = 1_000

export type Artwork = { asset: Asset; quote: Quote | null }
export type ApprovedMockup = PickedImage & {
  source_id: string
  scene: string
  kit_id: string | null
}

/** What products are made of, for all artworks at once. */
export type Materials = {
  /** In the order asked for. */
  artworks: Artwork[]
  /** Approved mockups by artwork, newest first. */
  mockups: ReadonlyMap<string, ApprovedMockup[]>
  /** The newest file that customers download, by the artwork it was made from. */
  files: ReadonlyMap<string, string>
  kits: readonly Kit[]
  collections: ReadonlyMap<string, string>
  /** The currency that the prices of these sizes are in. */
  currency: string
  prices: ReadonlyMap<string, PricingRow>
  settings: StoredSettings
}

/**
 * Reads what products of these artworks are made of, with the same number of calls for any number
 * of them.
 * @throws AppError not_found with the ids of artworks that are not the user's
 */
export async function findMaterials(
  ctx: Context,
  assetIds: readonly string[],
  sizes: readonly string[],
): Promise<Materials> {
  const [artworks, mockups, files, kits, collections, pricing, settings] = await Promise.all([
    findArtworks(ctx, assetIds),
    findApprovedMockups(ctx, assetIds),
    findFiles(ctx, assetIds),
    listAllKits(ctx),
    listCollections(ctx),
    readPricing(ctx),
    getSettings(ctx),
  ])
  const asked = new Set(sizes)
  const own = offered(pricing).filter(({ user_id, size }) => user_id !== null && asked.has(size))
  const [currency, ...others] = new Set(own.map((row) => row.currency))
  const chosen = currency && others.length === 0 ? currency : DEFAULT_CURRENCY
  return {
    artworks,
    mockups,
    files,
    kits,
    collections: new Map(collections.map(({ key, name }) => [key, name])),
    currency: chosen,
    prices: pricesIn(pricing, chosen),
    settings,
  }
}

async function findArtworks(ctx: Context, ids: readonly string[]): Promise<Artwork[]> {
  const rows = await ctx.db
    .select({ asset: assets, quote: quotes })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
  const byId = new Map(rows.map((row) => [row.asset.id, row]))
  const unknown = ids.filter((id) => !byId.has(id))
  if (unknown.length > 0) {
    throw new AppError('not_found', 'One or more assets not found', {
      errors: unknown.map((id) => ({
        pointer: `/asset_ids/${ids.indexOf(id)}`,
        message: `You have no asset with the id ${id}`,
      })),
    })
  }
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const mockupRows = z.array(
  z.object({
    asset_id: z.string(),
    source_id: z.string(),
    scene: z.string(),
    kit_id: z.string().nullable(),
    picture_id: z.string(),
    file_key: z.string(),
    thumbnail_key: z.string().nullable(),
    width: z.number().nullable(),
    height: z.number().nullable(),
  }),
)

async function findApprovedMockups(
  ctx: Context,
  assetIds: readonly string[],
): Promise<Map<string, ApprovedMockup[]>> {
  const rows = await ctx.db.all(sql`
    SELECT m.asset_id, m.id AS source_id, m.scene, r.kit_id, p.id AS picture_id, p.file_key,
      p.thumbnail_key, p.width, p.height
    FROM json_each(${JSON.stringify(assetIds)}) AS asked
    CROSS JOIN mockups AS m ON m.user_id = ${ctx.userId} AND m.id IN (
      SELECT id FROM mockups WHERE user_id = ${ctx.userId} AND asset_id = asked.value
        AND status = 'approved' ORDER BY id DESC LIMIT ${MAX_MOCKUPS_OF_ONE})
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    LEFT JOIN mockup_runs AS r ON r.user_id = m.user_id AND r.id = m.run_id
    WHERE p.file_key IS NOT NULL
    ORDER BY m.id DESC`)
  const read = mockupRows.parse(rows).map((row) => ({
    ...row,
    source_type: 'mockup' as const,
    alt: null,
  }))
  return Map.groupBy(read, ({ asset_id }) => asset_id)
}

async function findFiles(ctx: Context, assetIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: digitalFiles.id, asset_id: digitalFiles.asset_id })
    .from(digitalFiles)
    .where(isAnyOf([digitalFiles.user_id, digitalFiles.asset_id], [ctx.userId], assetIds))
    .orderBy(desc(digitalFiles.id))
    .limit(MAX_FILES)
  // The newest is written last.
  return new Map(
    rows.toReversed().flatMap(({ id, asset_id }) => (asset_id ? [[asset_id, id]] : [])),
  )
}
