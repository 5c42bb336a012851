import { getTableColumns, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'
import { deletedMockups, mockups } from '../../db/schema/mockups.ts'
import { openPictureItem } from '../approvals/item.ts'
import { MOCKUP_OF_PICTURE, mockupsByIds, recordEach } from '../pictures/mockup-status.ts'

// What is read from the row as it is now, and not as it was.
const PRESENT = new Set([
  ...['user_id', 'id', 'quote_id', 'updated_at', 'collection'],
  ...['status', 'failure_code', 'error_message'],
])
const KEPT = Object.keys(getTableColumns(mockups)).filter((name) => !PRESENT.has(name))

const MAX_OF_ONE_DELETION = 200
const deletedIds = z.array(z.object({ id: z.string() }))

/**
 * Restores what was deleted at one time, at most 200: by one press of a button. Returns the ids of
 * those that were still there.
 */
export async function restoreDeletion(ctx: Context, atMs: number): Promise<string[]> {
  const rows = await ctx.db.all(sql`SELECT id FROM deleted_mockups
    WHERE user_id = ${ctx.userId} AND deleted_at = ${isoTime(atMs)} LIMIT ${MAX_OF_ONE_DELETION}`)
  return restoreMockups(
    ctx,
    deletedIds.parse(rows).map(({ id }) => id),
  )
}

/**
 * Restores deleted mockups, at most 200: each as what has been decided about its picture since.
 * Returns the ids of those that were still there.
 */
export async function restoreMockups(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const asked = sql`${listedIds(ctx.userId, ids)}
    CROSS JOIN deleted_mockups AS d ON d.user_id = asked.value ->> 'user_id'
      AND d.id = asked.value ->> 'id'`
  const pictureIds = z
    .array(z.object({ picture_id: z.string() }))
    .parse(await ctx.db.all(sql`SELECT DISTINCT d.picture_id FROM ${asked}`))
    .map(({ picture_id }) => picture_id)
  if (pictureIds.length === 0) return []
  const names = KEPT.map((name) => sql.raw(`"${name}"`))
  const values = KEPT.map((name) => sql`d.mockup ->> ${sql.raw(`'${name}'`)}`)
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene)`
  const restored = sql`${mockupsByIds(ctx, ids)}
    CROSS JOIN deleted_mockups AS d ON d.user_id = m.user_id AND d.id = m.id WHERE true`
  const [, , found] = await ctx.db.batch([
    // Before their rows here go, which tell the counters that they are no new ones.
    ctx.db.run(sql`
      INSERT INTO mockups (user_id, id, quote_id, status, failure_code, error_message, updated_at,
        collection, ${sql.join(names, sql`, `)})
      SELECT d.user_id, d.id,
        (SELECT q.id FROM quotes AS q
          WHERE q.user_id = d.user_id AND q.id = d.mockup ->> 'quote_id'),
        ${MOCKUP_OF_PICTURE}, ${isoTime(ctx.clock.now())},
        (SELECT a.collection FROM assets AS a WHERE a.user_id = d.user_id AND a.id = d.asset_id),
        ${sql.join(values, sql`, `)}
      FROM ${asked}
      CROSS JOIN pictures AS p ON p.user_id = d.user_id AND p.id = d.picture_id
        AND p.state = 'stored'
      WHERE true ON CONFLICT DO NOTHING`),
    recordEach(ctx, 'mockup_restored', details, restored),
    ctx.db
      .delete(deletedMockups)
      .where(
        sql`(${deletedMockups.user_id}, ${deletedMockups.id}) IN (
          SELECT m.user_id, m.id FROM ${mockupsByIds(ctx, ids)})`,
      )
      .returning({ id: deletedMockups.id }),
    openPictureItem(ctx, pictureIds),
  ])
  return found.map(({ id }) => id)
}
