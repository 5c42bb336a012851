import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, type MockupStatus, mockups } from '../../db/schema/mockups.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { statusOf } from '../pictures/mockup-status.ts'

/** As many as a page shows next to each other. */
const MAX_VERSIONS = 12
/** Of an artwork, so many of the newest mockups are looked through for those of one scene. */
const MAX_OF_ARTWORK = 200

/** One of the mockups of an artwork in a scene, in the status that it is shown in. */
export type MockupVersion = Pick<
  Mockup,
  'id' | 'run_id' | 'picture_id' | 'created_at' | 'quality_score' | 'placement'
> &
  Pick<Picture, 'file_key' | 'thumbnail_key' | 'width' | 'height'> & { status: MockupStatus }

/** The mockups of the same artwork in the same scene as one, newest first, for a batch. */
export function selectVersions(ctx: Context, mockupId: string) {
  const { id, run_id, picture_id, created_at, quality_score, placement, status } = mockups
  const { file_key, thumbnail_key, width, height, state } = pictures
  return ctx.db
    .select({
      ...{ id, run_id, picture_id, created_at, quality_score, placement, status },
      ...{ file_key, thumbnail_key, width, height, state },
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .where(
      sql`(${mockups.user_id}, ${mockups.id}) IN (
        SELECT version.user_id, version.id FROM ${versionsOf(ctx, mockupId)} AS version)`,
    )
    .orderBy(desc(mockups.id))
}

type Row = Awaited<ReturnType<typeof selectVersions>>[number]

export function toVersion({ state, status, ...row }: Row): MockupVersion {
  return { ...row, status: statusOf({ status }, { state }) }
}

/** The same as a query of their ids and runs. */
export function versionsOf(ctx: Context, mockupId: string): SQL {
  const own = (column: string) => sql`(SELECT own.${sql.raw(column)} FROM mockups AS own
    WHERE own.user_id = ${ctx.userId} AND own.id = ${mockupId})`
  return sql`(SELECT near.user_id, near.id, near.run_id FROM (
      SELECT m.user_id, m.id, m.run_id, m.scene FROM mockups AS m
      WHERE m.user_id = ${ctx.userId} AND m.asset_id = ${own('asset_id')}
      ORDER BY m.id DESC LIMIT ${MAX_OF_ARTWORK}) AS near
    WHERE near.scene = ${own('scene')}
    ORDER BY near.id DESC LIMIT ${MAX_VERSIONS})`
}
