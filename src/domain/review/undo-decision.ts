import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { openPictureItem, undoPictureItems } from '../approvals/item.ts'
import { followDecisions, mockupsByIds, recordEach, rowIdsAt } from '../pictures/mockup-status.ts'
import { decidedAt, IS_IN_PRODUCT, undoByPerson } from '../pictures/picture.ts'

const MAX_DECIDED_AT_ONCE = 200
const DAY_MS = 24 * 60 * 60 * 1_000

const pressRow = z.object({
  mockup_id: z.string(),
  picture_id: z.string(),
  title: z.string(),
  scene: z.string(),
  is_unchanged: z.coerce.boolean(),
  is_in_product: z.coerce.boolean(),
})

export type UndoneDecision = {
  undone: { mockup_id: string; title: string; scene: string }[]
  /** Of the others, how many a product shows, and how many were decided otherwise since. */
  in_product: number
  changed_since: number
}

/**
 * Undoes what this person decided about mockups by one press, however many, found by its moment (ISO
 * time): each is decided as before, or to review again. What was decided otherwise since, or what a
 * product shows, stays approved or rejected, and is counted.
 * @throws AppError conflict where nothing can be undone, or a day later
 */
export async function undoDecision(ctx: Context, at: string): Promise<UndoneDecision> {
  const atMs = Date.parse(at)
  if (!(atMs > ctx.clock.now() - DAY_MS)) throw tooLate()
  const press = await findPress(ctx, atMs)
  const free = press.filter((row) => row.is_unchanged && !row.is_in_product)
  const pictureIds = [...new Set(free.map((row) => row.picture_id))]
  const moved = new Set(await restore(ctx, pictureIds, free, at))
  const undone = free.filter((row) => moved.has(row.picture_id))
  const inProduct = press.filter((row) => row.is_unchanged && row.is_in_product).length
  if (undone.length === 0) throw inProduct > 0 ? inUse() : changedSince()
  return {
    undone,
    in_product: inProduct,
    changed_since: press.length - undone.length - inProduct,
  }
}

/** The mockups that were decided about at this moment by this person, from the log of it. */
async function findPress(ctx: Context, atMs: number) {
  const { type, id } = describeActor(ctx.actor)
  const ids = rowIdsAt(atMs)
  const rows = await ctx.db.all(sql`
    SELECT m.id AS mockup_id, p.id AS picture_id, s.title, m.scene,
      p.decided_at IS ${isoTime(atMs)} AND p.decided_by_kind IS 'person' AS is_unchanged,
      ${IS_IN_PRODUCT} AS is_in_product
    FROM activity_log AS l
    CROSS JOIN mockups AS m ON m.user_id = l.user_id AND m.id = l.reference_id
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    CROSS JOIN assets AS s ON s.user_id = m.user_id AND s.id = m.asset_id
    WHERE l.user_id = ${ctx.userId} AND l.id > ${`${ids}-`} AND l.id < ${`${ids}.`}
      AND l.action_type IN ('mockup_approved', 'mockup_rejected')
      AND l.actor_type = ${type} AND l.actor_id IS ${id}
    ORDER BY l.id LIMIT ${MAX_DECIDED_AT_ONCE}`)
  return z.array(pressRow).parse(rows)
}

/** One batch: items and log while the pictures still tell, then the pictures and what follows them. */
async function restore(
  ctx: Context,
  pictureIds: readonly string[],
  rows: readonly { mockup_id: string }[],
  at: string,
): Promise<string[]> {
  if (pictureIds.length === 0) return []
  const mockupIds = rows.map((row) => row.mockup_id)
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene)`
  const stillDecided = sql`${mockupsByIds(ctx, mockupIds)}
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    WHERE p.decided_at = ${at} AND p.decided_before IS NOT NULL AND NOT ${IS_IN_PRODUCT}`
  const asked = sql`${listedIds(ctx.userId, pictureIds)} ${decidedAt(at)}`
  const [, , moved] = await ctx.db.batch([
    undoPictureItems(ctx, at, asked),
    recordEach(ctx, 'mockup_reopened', details, stillDecided, { module: 'approvals' }),
    undoByPerson(ctx, pictureIds, at),
    followDecisions(ctx, pictureIds),
    openPictureItem(ctx, pictureIds),
  ])
  return moved.map(({ id }) => id)
}

function tooLate(): AppError {
  return new AppError(
    'conflict',
    'A decision can only be undone for 24 hours. Nothing was changed. Approve or reject the mockup instead.',
  )
}

function inUse(): AppError {
  return new AppError(
    'conflict',
    'A product uses this mockup, so it stays approved. Remove it from the product first.',
  )
}

function changedSince(): AppError {
  return new AppError('conflict', 'This has been decided again since then. Nothing was changed.')
}
