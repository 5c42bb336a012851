import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { sceneKits } from '../../db/schema/kits.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getKit } from './get-kit.ts'

/**
 * Deletes a kit. Its scenes, and what was generated with it, stay.
 * @throws AppError not_found
 */
export async function deleteKit(ctx: Context, id: string): Promise<void> {
  const { name } = await getKit(ctx, id)
  const remove = ctx.db
    .delete(sceneKits)
    .where(and(eq(sceneKits.user_id, ctx.userId), eq(sceneKits.id, id)))
    .returning({ id: sceneKits.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'kit_deleted',
      module: 'kits',
      details: { kitId: id, name },
      reference_id: id,
      reference_table: 'scene_kits',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, remove, [activity])
}
