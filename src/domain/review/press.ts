import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { openPictureItem, type TakenBackTo, undoPictureItems } from '../approvals/item.ts'
import { fallBack } from '../autopilot/fall-back.ts'
import { followDecisions, mockupsByIds, recordEach, rowIdsAt } from '../pictures/mockup-status.ts'
import { decidedAt, IS_IN_PRODUCT, undoByPerson } from '../pictures/picture.ts'

const MAX_DECIDED_AT_ONCE = 200
/** How long a decision can be taken back. */
export const TAKE_BACK_MS = 24 * 60 * 60 * 1_000

const pressRow = z.object({
  mockup_id: z.string(),
  picture_id: z.string(),
  title: z.string(),
  scene: z.string(),
  is_unchanged: z.coerce.boolean(),
  is_in_product: z.coerce.boolean(),
})

/** How many rows of the log are looked through for the newest press. */
const MAX_LOGGED = 400

/**
 * When this person last decided something after a moment that still holds and can be taken back, as
 * an ISO time.
 */
export async function findLatestPress(ctx: Context, sinceMs: number): Promise<string | undefined> {
  const { type, id } = describeActor(ctx.actor)
  const rows = await ctx.db.all(sql`
    SELECT p.decided_at AS at
    FROM (SELECT * FROM activity_log
      WHERE user_id = ${ctx.userId} AND id > ${rowIdsAt(sinceMs)}
      ORDER BY id DESC LIMIT ${MAX_LOGGED}) AS l
    CROSS JOIN mockups AS m ON m.user_id = l.user_id AND m.id = l.reference_id
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
      AND p.decided_at = l.created_at AND p.decided_by_kind = 'person'
      AND p.decided_before IS NOT NULL AND NOT ${IS_IN_PRODUCT}
    WHERE l.action_type IN ('mockup_approved', 'mockup_rejected')
      AND l.actor_type = ${type} AND l.actor_id IS ${id}
    ORDER BY l.id DESC LIMIT 1`)
  const [latest] = z.array(z.object({ at: z.string() })).parse(rows)
  return latest?.at
}

/** The mockups that were decided about at this moment by this person, from the log of it. */
export async function findPress(ctx: Context, atMs: number) {
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

/**
 * Lets pictures that were decided about at a moment be decided as before, or open again. One batch:
 * items and log while the pictures still tell, then the pictures and what follows them. Returns the
 * ids of the pictures that changed.
 */
export async function takeBack(
  ctx: Context,
  pictureIds: readonly string[],
  rows: readonly { mockup_id: string }[],
  at: string,
  to: TakenBackTo,
): Promise<string[]> {
  if (pictureIds.length === 0) return []
  const mockupIds = rows.map((row) => row.mockup_id)
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene)`
  const stillDecided = sql`${mockupsByIds(ctx, mockupIds)}
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    WHERE p.decided_at = ${at} AND p.decided_before IS NOT NULL AND NOT ${IS_IN_PRODUCT}`
  const asked = sql`${listedIds(ctx.userId, pictureIds)} ${decidedAt(at)}`
  const [, , moved] = await ctx.db.batch([
    undoPictureItems(ctx, at, asked, to),
    recordEach(ctx, 'mockup_reopened', details, stillDecided, { module: 'approvals' }),
    undoByPerson(ctx, pictureIds, at, to),
    followDecisions(ctx, pictureIds),
    openPictureItem(ctx, pictureIds),
    ...fallBack(ctx, pictureIds),
  ])
  return moved.map(({ id }) => id)
}

type DecidedPicture = { id: string | null; decided_at: string | null; decided_by: string | null }

/**
 * Lets a picture be undecided again, as this person decided about it: false where it was decided
 * again meanwhile.
 * @throws AppError forbidden where somebody else decided
 * @throws AppError conflict a day later, and where a product shows it
 */
export async function reopenPicture(ctx: Context, picture: DecidedPicture): Promise<boolean> {
  const at = picture.decided_at ?? ''
  const atMs = requireRecent(ctx, at)
  const press = (await findPress(ctx, atMs)).filter((row) => row.picture_id === picture.id)
  if (press.length === 0) throw byOther(picture)
  if (press.some((row) => row.is_in_product)) throw inUse()
  const pictureIds = press.slice(0, 1).map((row) => row.picture_id)
  return (await takeBack(ctx, pictureIds, press, at, 'open')).length > 0
}

function byOther({ decided_by }: DecidedPicture): AppError {
  return new AppError(
    'forbidden',
    `This was decided by ${decided_by ?? 'someone else'}, and only they can reopen it. Nothing was changed. Approve or reject it instead.`,
  )
}

/**
 * The moment of a decision, an ISO time, in milliseconds.
 * @throws AppError conflict where it is too long ago to be taken back
 */
export function requireRecent(ctx: Context, at: string): number {
  const atMs = Date.parse(at)
  if (atMs > ctx.clock.now() - TAKE_BACK_MS) return atMs
  throw new AppError(
    'conflict',
    'A decision can only be undone for 24 hours. Nothing was changed. Approve or reject the mockup instead.',
  )
}

export function inUse(): AppError {
  return new AppError(
    'conflict',
    'A product uses this mockup, so it stays approved. Remove it from the product first.',
  )
}

export function changedSince(): AppError {
  return new AppError('conflict', 'This has been decided again since then. Nothing was changed.')
}
