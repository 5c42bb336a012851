import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'
import { type Mockup, type MockupStatus, mockups } from '../../db/schema/mockups.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { statusOf } from '../pictures/mockup-status.ts'
import { placedRecipe } from '../pictures/recipe.ts'

/** A mockup in the status that it is shown in. */
type ShownMockup = Omit<Mockup, 'status'> & { status: MockupStatus }

/** A mockup with its picture, its artwork and that artwork's quote. */
export type MockupView = {
  mockup: ShownMockup
  picture: Picture
  asset: Pick<
    Asset,
    'id' | 'title' | 'status' | 'file_key' | 'thumbnail_key' | 'format' | 'collection'
  >
  quote: Pick<Quote, 'id' | 'text' | 'collection' | 'mood'> | null
  /** Whether a machine approved it and a person is to look at it still. */
  sample: boolean
}

/** The rows of mockup views; callers add the condition, the order and the bounds. */
export function selectMockupViews(ctx: Context) {
  return ctx.db
    .select({
      mockup: mockups,
      picture: pictures,
      asset: {
        id: assets.id,
        title: assets.title,
        status: assets.status,
        file_key: assets.file_key,
        thumbnail_key: assets.thumbnail_key,
        format: assets.format,
        collection: assets.collection,
      },
      quote: {
        id: quotes.id,
        text: quotes.text,
        collection: quotes.collection,
        mood: quotes.mood,
      },
      content_hash: assets.content_hash,
      scene_recipe: sceneRecipe(ctx),
      sample: sql`CASE ${pictures.decided_by_kind} WHEN 'machine'
        THEN EXISTS (SELECT 1 FROM approval_items AS s
        WHERE s.user_id = ${mockups.user_id} AND s.picture_id = ${mockups.picture_id}
          AND s.picture_id IS NOT NULL AND s.status = 'pending' AND s.sample = 1)
        ELSE 0 END`.mapWith(Boolean),
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id)))
    .$dynamic()
}

/** The recipe of the scene that serves a mockup's key now; null where it is off or gone. */
export function sceneRecipe(ctx: Context) {
  return sql<string | null>`(SELECT t.recipe FROM mockup_scene_templates AS t
    WHERE t.scene_key = ${mockups.scene} AND t.is_active = 1
      AND (t.user_id = ${ctx.userId} OR t.user_id IS NULL)
    ORDER BY t.user_id IS NULL LIMIT 1)`
}

type Row = Omit<MockupView, 'mockup'> & {
  mockup: Mockup
  content_hash: string
  scene_recipe: string | null
}

/** A view as it is shown: whether it is stale is judged now, not taken from the stored flag. */
export function toMockupView({ content_hash, scene_recipe, ...view }: Row): MockupView {
  const { mockup, picture } = view
  const stale = isStale({ ...view, content_hash, scene_recipe })
  return { ...view, mockup: { ...mockup, status: statusOf(mockup, picture), stale } }
}

/**
 * Whether artwork and scene would make another picture now, with the mockup's own placement. A
 * scene that is off or gone changes nothing about what was rendered in it.
 */
export function isStale({
  mockup,
  picture,
  content_hash,
  scene_recipe,
}: Pick<Row, 'content_hash' | 'scene_recipe'> & {
  mockup: Pick<Mockup, 'stale' | 'status' | 'placement'>
  picture: Pick<Picture, 'asset_hash' | 'recipe'>
}): boolean {
  if (!['completed', 'approved', 'rejected'].includes(mockup.status)) return false
  if (picture.asset_hash !== content_hash) return true
  if (scene_recipe === null) return mockup.stale
  return placedRecipe(scene_recipe, mockup.placement) !== picture.recipe
}
