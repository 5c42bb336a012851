import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { BaseContext } from '../../context.ts'
import { readCursor, writeCursor } from '../sweeps/cursor.ts'

export const REMOVE_ORPHANS = 'orphaned_files'
/** A file is written before its row: a young one may still be on its way. */
const YOUNG_MS = 24 * 60 * 60_000

/**
 * Removes stored files that no row names, a page of the bucket a call and all in turn: what a crash
 * between the file and its row has left. Returns how many.
 */
export async function removeOrphans(base: BaseContext): Promise<number> {
  const { files } = base
  const cursor = await readCursor(base, REMOVE_ORPHANS)
  const page = await files.listOld(base.clock.now() - YOUNG_MS, cursor)
  const owned = page.keys.flatMap((key) => {
    const owner = files.keys.ownerOf(key)
    return owner ? [{ key, ...owner }] : []
  })
  const named = await findNamed(base, owned)
  const orphans = owned.filter(({ userId, stem }) => !named.has(`${userId} ${stem}`))
  if (orphans.length > 0) {
    base.log.warn('orphans_removed', { keys: orphans.map(({ key }) => key) })
    await files.remove(orphans.map(({ key }) => key))
  }
  await writeCursor(base, REMOVE_ORPHANS, page.cursor)
  return orphans.length
}

const namedRow = z.object({ user_id: z.string(), stem: z.string() })

/** Which of these files a row names, by owner and key without its ending. */
async function findNamed(
  base: BaseContext,
  owned: NonNullable<ReturnType<BaseContext['files']['keys']['ownerOf']>>[],
): Promise<Set<string>> {
  if (owned.length === 0) return new Set()
  const asked = JSON.stringify(
    owned.map(({ userId, stem, pictureId, fileId }) => ({ userId, stem, pictureId, fileId })),
  )
  const rows = await base.db.all(sql`
    WITH asked AS (
      SELECT DISTINCT value ->> 'userId' AS user_id, value ->> 'stem' AS stem,
        value ->> 'pictureId' AS picture_id, value ->> 'fileId' AS file_id FROM json_each(${asked})),
    endings (ending) AS (VALUES ('.png'), ('.jpg'), ('.webp'), ('.pdf'), ('.zip'))
    SELECT DISTINCT asked.user_id AS user_id, asked.stem AS stem FROM asked, endings
    WHERE EXISTS (SELECT 1 FROM assets WHERE user_id = asked.user_id
        AND file_key = asked.stem || endings.ending)
      OR EXISTS (SELECT 1 FROM pictures WHERE user_id = asked.user_id AND id = asked.picture_id
        AND file_key = asked.stem || endings.ending)
      OR EXISTS (SELECT 1 FROM product_images WHERE user_id = asked.user_id
        AND file_key = asked.stem || endings.ending)
      OR EXISTS (SELECT 1 FROM account_templates WHERE user_id = asked.user_id
        AND thumbnail_key = asked.stem || endings.ending)
      OR EXISTS (SELECT 1 FROM digital_files WHERE user_id = asked.user_id AND id = asked.file_id
        AND file_key = asked.stem || endings.ending)`)
  return new Set(
    z
      .array(namedRow)
      .parse(rows)
      .map((row) => `${row.user_id} ${row.stem}`),
  )
}
