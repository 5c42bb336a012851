import { and, desc, eq, isNotNull, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import type { Kit } from '../kits/get-kit.ts'
import { inOrderOfKit } from '../kits/in-order-of-kit.ts'
import { defaultKitOf, listAllKits } from '../kits/list-kits.ts'

// More is no page to choose from: an artwork's own pictures are found by choosing it first.
const MAX_MOCKUPS = 36
/** So many are read for them: several may show one picture. */
const MAX_MOCKUPS_READ = 2 * MAX_MOCKUPS
const MAX_ASSETS = 12
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

type Asked = {
  /** Only pictures of this artwork. */
  assetId?: string | undefined
  /** Ids of what is ticked, which is offered however old it is. */
  chosen?: readonly string[]
}

type PictureChoices = {
  choices: PictureChoice[]
  /** The kit whose roles order them. */
  kit: Pick<Kit, 'id' | 'name'> | undefined
}

/**
 * Approved mockups and artworks to choose a product's pictures from: what is ticked, in its order,
 * then mockups and then artworks, newest first. The mockups of one artwork are in the order of the
 * kit that it was last generated with, else of its collection's default kit. A picture that several
 * mockups show is offered once.
 */
export async function listPictureChoices(
  ctx: Context,
  { assetId, chosen = [] }: Asked,
): Promise<PictureChoices> {
  const ticked = chosen.slice(0, MAX_CHOSEN)
  const [kits, tickedMockups, ofMockups, tickedAssets, ofAssets] = await Promise.all([
    assetId ? listAllKits(ctx) : [],
    ticked.length > 0
      ? mockupPictures(
          ctx,
          isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ticked),
          MAX_CHOSEN,
        )
      : [],
    mockupPictures(ctx, assetId ? eq(mockups.asset_id, assetId) : undefined, MAX_MOCKUPS_READ),
    ticked.length > 0
      ? assetPictures(ctx, isAnyOf([assets.user_id, assets.id], [ctx.userId], ticked), MAX_CHOSEN)
      : [],
    assetPictures(ctx, assetId ? eq(assets.id, assetId) : undefined, MAX_ASSETS),
  ])
  const kit = kitOf(ofMockups, kits)
  const once = eachPictureOnce(ofMockups, tickedMockups)
  const all = [
    ...inOrderOf(ticked, [...tickedMockups, ...tickedAssets]),
    ...(kit ? inOrderOfKit(once, kit) : once),
    ...ofAssets,
  ]
  return { choices: [...new Map(all.map((choice) => [choice.id, choice])).values()], kit }
}

function inOrderOf(ids: readonly string[], choices: readonly PictureChoice[]): PictureChoice[] {
  const byId = new Map(choices.map((choice) => [choice.id, choice]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The oldest mockup of each picture, in the order of the newest; none of what is ticked already. */
function eachPictureOnce(
  ofMockups: readonly MockupChoice[],
  ticked: readonly MockupChoice[],
): MockupChoice[] {
  const chosen = new Set(ticked.map(({ picture_id }) => picture_id))
  const groups = Map.groupBy(ofMockups, ({ picture_id }) => picture_id)
  return [...groups]
    .flatMap(([picture, group]) => (chosen.has(picture) ? [] : group.slice(-1)))
    .slice(0, MAX_MOCKUPS)
}

type MockupChoice = PictureChoice & {
  picture_id: string
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
      picture_id: mockups.picture_id,
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
  const rows = await selectArtworkPictures(ctx)
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.status, 'active'), those))
    .orderBy(desc(assets.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, scene: null }))
}

/** Artwork as pictures of products; callers add the condition, the order and the bounds. */
export function selectArtworkPictures(ctx: Context) {
  return ctx.db
    .select({
      id: assets.id,
      title: assets.title,
      file_key: assets.file_key,
      thumbnail_key: assets.thumbnail_key,
      width: assets.width,
      height: assets.height,
    })
    .from(assets)
    .$dynamic()
}
