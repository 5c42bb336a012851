import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import {
  changedSince,
  findLatestPress,
  findPress,
  inUse,
  requireRecent,
  TAKE_BACK_MS,
  takeBack,
} from './press.ts'

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
  const atMs = requireRecent(ctx, at)
  const press = await findPress(ctx, atMs)
  const free = press.filter((row) => row.is_unchanged && !row.is_in_product)
  const pictureIds = [...new Set(free.map((row) => row.picture_id))]
  const moved = new Set(await takeBack(ctx, pictureIds, free, at, 'before'))
  const undone = free.filter((row) => moved.has(row.picture_id))
  const inProduct = press.filter((row) => row.is_unchanged && row.is_in_product).length
  if (undone.length === 0) throw inProduct > 0 ? inUse() : changedSince()
  return {
    undone,
    in_product: inProduct,
    changed_since: press.length - undone.length - inProduct,
  }
}

/**
 * Undoes the newest press of this person since a moment (ISO time), of those that still hold: pressed
 * again, the one before.
 * @throws AppError conflict where there is none
 */
export async function undoLatest(ctx: Context, since: string): Promise<UndoneDecision> {
  const dayAgoMs = ctx.clock.now() - TAKE_BACK_MS
  const sinceMs = Math.max(Date.parse(since) || dayAgoMs, dayAgoMs)
  const at = await findLatestPress(ctx, sinceMs)
  if (at) return undoDecision(ctx, at)
  throw new AppError(
    'conflict',
    'You have decided nothing since you opened this page that can still be undone. Nothing was changed.',
  )
}
