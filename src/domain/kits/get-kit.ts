import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Kit as KitRow, sceneKits } from '../../db/schema/kits.ts'
import { AppError } from '../../errors.ts'

export type Kit = KitRow

/** One kit of the user's, or undefined. */
export async function findKit(ctx: Context, id: string): Promise<Kit | undefined> {
  return ctx.db
    .select()
    .from(sceneKits)
    .where(and(eq(sceneKits.user_id, ctx.userId), eq(sceneKits.id, id)))
    .get()
}

/**
 * One kit of the user's.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getKit(ctx: Context, id: string): Promise<Kit> {
  const kit = await findKit(ctx, id)
  if (!kit) throw new AppError('not_found', 'Kit not found')
  return kit
}
