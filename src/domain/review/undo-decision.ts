import type { Context } from '../../context.ts'
import { changedSince, findPress, inUse, requireRecent, takeBack } from './press.ts'

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
