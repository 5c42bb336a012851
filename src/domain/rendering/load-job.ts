import { and, eq, not, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { type Mockup, mockupRuns, mockups, type SceneTemplate } from '../../db/schema/mockups.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { WAITS_FOR_PICTURE } from '../pictures/mockup-status.ts'
import { placedRecipe } from '../pictures/recipe.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenes, findScenesToRender } from '../scenes/find-scenes.ts'
import { isUsable } from '../templates/scene-health.ts'

/** A mockup that waits for a picture, with its artwork and its scene as they are now. */
export type Waiting = {
  mockup: Mockup
  asset: Asset
  /** Absent where it is off, gone, or cannot be rendered with the account's templates. */
  scene: SceneTemplate | undefined
  /** What is wrong with a scene that is there. */
  sceneProblem: string | null
  /** When its run was cancelled, before or after this was asked for. */
  cancelledAt: string | null
}

/** A run has at most 100 pairs; mockups beyond these follow the picture without being asked. */
const MAX_WAITING = 100

/** A picture of the user's, if there is one. */
export async function findPicture(ctx: Context, id: string): Promise<Picture | undefined> {
  return ctx.db
    .select()
    .from(pictures)
    .where(and(eq(pictures.user_id, ctx.userId), eq(pictures.id, id)))
    .get()
}

// Nothing where its run was not cancelled.
const IS_CANCELLED = sql`coalesce(${mockupRuns.cancelled_at} >= ${mockups.requested_at}, 0)`

/** The mockups that wait for a picture and were not cancelled, oldest first, at most 100. */
export async function findWaiting(ctx: Context, pictureId: string): Promise<Waiting[]> {
  const isOfPicture = eq(mockups.picture_id, pictureId)
  return findMockups(ctx, and(isOfPicture, WAITS_FOR_PICTURE, not(IS_CANCELLED)), findScenes)
}

/**
 * The mockups that wait for these pictures although their run was cancelled: its cancellation was
 * not carried through. Ids, at most 100.
 */
export async function findCancelled(ctx: Context, pictureIds: string[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: mockups.id })
    .from(mockups)
    .innerJoin(
      mockupRuns,
      and(eq(mockupRuns.user_id, mockups.user_id), eq(mockupRuns.id, mockups.run_id)),
    )
    .where(
      and(
        isAnyOf([mockups.user_id, mockups.picture_id], [ctx.userId], pictureIds),
        WAITS_FOR_PICTURE,
        IS_CANCELLED,
      ),
    )
    .limit(MAX_WAITING)
  return rows.map(({ id }) => id)
}

/**
 * These mockups as rendering sees them, oldest first, at most 100. For what is asked for once more:
 * a scene that cannot be rendered is looked at again.
 */
export async function findByIds(ctx: Context, mockupIds: readonly string[]): Promise<Waiting[]> {
  const isOne = isAnyOf([mockups.user_id, mockups.id], [ctx.userId], mockupIds)
  return findMockups(ctx, isOne, findScenesToRender)
}

async function findMockups(
  ctx: Context,
  condition: SQL | undefined,
  find: (ctx: Context, keys: string[]) => Promise<CheckedScene[]>,
): Promise<Waiting[]> {
  const rows = await ctx.db
    .select({ mockup: mockups, asset: assets, cancelledAt: mockupRuns.cancelled_at })
    .from(mockups)
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .innerJoin(
      mockupRuns,
      and(eq(mockupRuns.user_id, mockups.user_id), eq(mockupRuns.id, mockups.run_id)),
    )
    .where(and(eq(mockups.user_id, ctx.userId), condition))
    .orderBy(mockups.id)
    .limit(MAX_WAITING)
  const scenes = await find(ctx, [...new Set(rows.map(({ mockup }) => mockup.scene))])
  const byKey = new Map(scenes.map((scene) => [scene.scene_key, scene]))
  return rows.map((row) => {
    const scene = byKey.get(row.mockup.scene)
    return scene && !isUsable(scene)
      ? { ...row, scene: undefined, sceneProblem: scene.reason }
      : { ...row, scene, sceneProblem: null }
  })
}

/** Whether its run was cancelled since it was asked for. */
export function isCancelled({ mockup, cancelledAt }: Waiting): boolean {
  return cancelledAt !== null && cancelledAt >= mockup.requested_at
}

/** What a mockup would be rendered from now; undefined without a scene. */
export function wantedNow({ mockup, asset, scene }: Waiting) {
  if (!scene) return undefined
  const recipe = placedRecipe(scene.recipe, mockup.placement)
  return { asset_hash: asset.content_hash, recipe, scene: mockup.scene }
}
