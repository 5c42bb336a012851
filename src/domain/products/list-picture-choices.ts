import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { products } from '../../db/schema/products.ts'
import type { Kit } from '../kits/get-kit.ts'
import { inOrderOfKit } from '../kits/in-order-of-kit.ts'
import { defaultKitOf, listAllKits } from '../kits/list-kits.ts'

/** Of the artwork that the product is made of. */
const MAX_OWN = 36
// More is no page to choose from: another artwork's pictures are found by choosing it first.
const MAX_OTHER_MOCKUPS = 18
const MAX_OTHER_ASSETS = 6
/** As many as a form may have ticked. */
const MAX_CHOSEN = 50

type PictureChoice = {
  id: string
  title: string
  scene: string | null
  file_key: string
  thumbnail_key: string | null
  width: number | null
  height: number | null
}

/** The artwork whose pictures come first: by its id, or as that of a mockup or a product. */
export type ArtworkOf = { id: string } | { mockup: string } | { product: string }

type Asked = {
  artwork?: ArtworkOf | undefined
  /** Ids of what is ticked, which is offered however old it is. */
  chosen?: readonly string[]
}

type PictureChoices = {
  /** What is ticked, in its order, and the pictures of the artwork. */
  own: PictureChoice[]
  /** The newest of other artworks. */
  others: PictureChoice[]
  /** The kit whose roles order them. */
  kit: Pick<Kit, 'id' | 'name'> | undefined
}

/**
 * Approved mockups and artworks to choose a product's pictures from: what is ticked, in its order,
 * then those of the artwork, then the newest of others. The mockups of one artwork are in the order
 * of the kit that it was last generated with, else of its collection's default kit. A file is
 * offered once, also where several mockups share it.
 */
export async function listPictureChoices(
  ctx: Context,
  { artwork, chosen = [] }: Asked,
): Promise<PictureChoices> {
  const ticked = chosen.slice(0, MAX_CHOSEN)
  const asset = artwork && idOf(ctx, artwork)
  const isTicked = (table: typeof mockups | typeof assets) =>
    isAnyOf([table.user_id, table.id], [ctx.userId], ticked)
  const [kits, tickedMockups, ownMockups, mockupsOfAll, tickedAssets, ownAsset, allAssets] =
    await Promise.all([
      asset ? listAllKits(ctx) : [],
      ticked.length > 0 ? mockupPictures(ctx, isTicked(mockups), MAX_CHOSEN) : [],
      asset ? mockupPictures(ctx, eq(mockups.asset_id, asset), MAX_OWN) : [],
      mockupPictures(ctx, undefined, MAX_OTHER_MOCKUPS),
      ticked.length > 0 ? assetPictures(ctx, isTicked(assets), MAX_CHOSEN) : [],
      asset ? assetPictures(ctx, eq(assets.id, asset), 1) : [],
      assetPictures(ctx, undefined, MAX_OTHER_ASSETS),
    ])
  const kit = kitOf(ownMockups, kits)
  const inKit = kit ? inOrderOfKit(ownMockups, kit) : ownMockups
  const own = eachFileOnce([
    ...inOrderOf(ticked, [...tickedMockups, ...tickedAssets]),
    ...inKit,
    ...ownAsset,
  ])
  const all = eachFileOnce([...own, ...mockupsOfAll, ...allAssets])
  return { own, others: all.slice(own.length), kit }
}

function idOf(ctx: Context, artwork: ArtworkOf): SQL {
  if ('id' in artwork) return sql`${artwork.id}`
  const [table, id] = 'mockup' in artwork ? [mockups, artwork.mockup] : [products, artwork.product]
  return sql`(SELECT asset_id FROM ${table} WHERE user_id = ${ctx.userId} AND id = ${id})`
}

function eachFileOnce(choices: readonly PictureChoice[]): PictureChoice[] {
  const seen = new Set<string>()
  return choices.filter(({ file_key }) => {
    const isNew = !seen.has(file_key)
    seen.add(file_key)
    return isNew
  })
}

function inOrderOf(ids: readonly string[], choices: readonly PictureChoice[]): PictureChoice[] {
  const byId = new Map(choices.map((choice) => [choice.id, choice]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type MockupChoice = PictureChoice & {
  scene: string
  collection: string | null
  kit_id: string | null
}

/** Of mockups of one artwork, the newest first. */
function kitOf(ofMockups: readonly MockupChoice[], kits: readonly Kit[]): Kit | undefined {
  const [used] = ofMockups.flatMap(({ kit_id, scene }) => {
    const kit = kits.find(({ id }) => id === kit_id)
    return kit?.scenes.some(({ scene_key }) => scene_key === scene) ? [kit] : []
  })
  return used ?? defaultKitOf(kits, ofMockups[0]?.collection ?? null)
}

async function mockupPictures(
  ctx: Context,
  those: SQL | undefined,
  limit: number,
): Promise<MockupChoice[]> {
  const rows = await ctx.db
    .select({
      id: mockups.id,
      title: assets.title,
      scene: mockups.scene,
      collection: assets.collection,
      kit_id: mockupRuns.kit_id,
      file_key: pictures.file_key,
      thumbnail_key: pictures.thumbnail_key,
      width: pictures.width,
      height: pictures.height,
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    // Left: runs are looked up for mockups, never walked through.
    .leftJoin(
      mockupRuns,
      and(eq(mockupRuns.user_id, mockups.user_id), eq(mockupRuns.id, mockups.run_id)),
    )
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.status, 'approved'),
        isNotNull(pictures.file_key),
        those,
      ),
    )
    .orderBy(desc(mockups.id))
    .limit(limit)
  return rows.flatMap(({ file_key, ...row }) => (file_key ? [{ ...row, file_key }] : []))
}

async function assetPictures(
  ctx: Context,
  those: SQL | undefined,
  limit: number,
): Promise<PictureChoice[]> {
  const rows = await ctx.db
    .select({
      id: assets.id,
      title: assets.title,
      file_key: assets.file_key,
      thumbnail_key: assets.thumbnail_key,
      width: assets.width,
      height: assets.height,
    })
    .from(assets)
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.status, 'active'), those))
    .orderBy(desc(assets.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, scene: null }))
}
