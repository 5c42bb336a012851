import { asc, lt, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { BaseContext } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { pictures } from '../../db/schema/pictures.ts'

const MAX_A_CALL = 10
/** One that cannot be made now is tried again after this long. */
const TRY_AGAIN_MS = 10 * 60_000

/**
 * Makes the thumbnails that could not be made when their pictures were stored, of all users; tells
 * how many it tried. Why one cannot be made is in the log.
 */
export async function makeThumbnails(base: BaseContext): Promise<number> {
  if (!base.files.canResize) return 0
  const before = isoTime(base.clock.now() - TRY_AGAIN_MS)
  const [ofPictures, ofAssets] = await base.db.batch([
    base.db
      .select({ user_id: pictures.user_id, id: pictures.id, key: pictures.file_key })
      .from(pictures)
      .where(
        // Written out, so that the index of pictures without a thumbnail serves.
        sql`${pictures.state} = 'stored' AND ${pictures.thumbnail_key} IS NULL
          AND ${lt(pictures.updated_at, before)}`,
      )
      .orderBy(asc(pictures.updated_at))
      .limit(MAX_A_CALL),
    base.db
      .select({ user_id: assets.user_id, id: assets.id, key: assets.file_key })
      .from(assets)
      .where(sql`${assets.thumbnail_key} IS NULL AND ${lt(assets.updated_at, before)}`)
      .orderBy(asc(assets.updated_at))
      .limit(MAX_A_CALL),
  ])
  for (const row of ofPictures) await make(base, pictures, row)
  for (const row of ofAssets) await make(base, assets, row)
  return ofPictures.length + ofAssets.length
}

type Row = { user_id: string; id: string; key: string | null }

async function make(
  base: BaseContext,
  table: typeof pictures | typeof assets,
  { user_id, id, key }: Row,
): Promise<void> {
  const thumbnail_key = key ? await base.files.makeThumbnail(key) : undefined
  // Made or not, the row moves back in the queue.
  const updated_at = isoTime(base.clock.now())
  await base.db
    .update(table)
    .set({ ...(thumbnail_key ? { thumbnail_key } : {}), updated_at })
    .where(
      sql`${table.user_id} = ${user_id} AND ${table.id} = ${id} AND ${table.file_key} = ${key}`,
    )
}
