import { and, desc, eq, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { deletedMockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'

/** How long a deleted mockup can be restored. */
export const DAYS_KEPT = 30
export const MAX_DELETED_SHOWN = 200

/** Mockups that can be restored, the last deleted first, at most 200; files are keys. */
export function listDeletedMockups(ctx: Context) {
  return selectDeleted(ctx)
    .orderBy(desc(deletedMockups.deleted_at), desc(deletedMockups.id))
    .limit(MAX_DELETED_SHOWN)
}

/** One of them, if it is still there. */
export async function findDeletedMockup(
  ctx: Context,
  id: string,
): Promise<DeletedMockup | undefined> {
  return selectDeleted(ctx, eq(deletedMockups.id, id)).get()
}

function selectDeleted(ctx: Context, condition?: SQL) {
  return ctx.db
    .select({
      id: deletedMockups.id,
      scene: deletedMockups.scene,
      deleted_at: deletedMockups.deleted_at,
      deleted_by: deletedMockups.deleted_by,
      asset_id: deletedMockups.asset_id,
      title: assets.title,
      file_key: pictures.file_key,
      thumbnail_key: pictures.thumbnail_key,
      width: pictures.width,
      height: pictures.height,
    })
    .from(deletedMockups)
    .innerJoin(
      assets,
      and(eq(assets.user_id, deletedMockups.user_id), eq(assets.id, deletedMockups.asset_id)),
    )
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, deletedMockups.user_id), eq(pictures.id, deletedMockups.picture_id)),
    )
    .where(and(eq(deletedMockups.user_id, ctx.userId), condition))
    .$dynamic()
}

export type DeletedMockup = Awaited<ReturnType<typeof listDeletedMockups>>[number]
