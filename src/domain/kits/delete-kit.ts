import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, IF_CHANGED } from '../../db/client.ts'
import { sceneKits } from '../../db/schema/kits.ts'
import { recipes } from '../../db/schema/recipes.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findKit, getKit, type Kit } from './get-kit.ts'

/**
 * Deletes a kit, or shows in a dry run which one. Its scenes, and what was generated with it, stay; recipes
 * that named it order their pictures without it.
 * @throws AppError not_found
 * @throws AppError precondition_failed where it has another version than `version` by now
 */
export async function deleteKit(
  ctx: Context,
  id: string,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Kit> {
  const kit = await getKit(ctx, id)
  const remove = ctx.db
    .delete(sceneKits)
    .where(
      and(
        eq(sceneKits.user_id, ctx.userId),
        eq(sceneKits.id, id),
        version === undefined ? undefined : eq(sceneKits.version, version),
      ),
    )
    .returning({ id: sceneKits.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'kit_deleted',
      module: 'kits',
      details: { kitId: id, name: kit.name },
      reference_id: id,
      reference_table: 'scene_kits',
    },
    { onlyIfChanged: true },
  )
  const cleared = ctx.db
    .update(recipes)
    .set({
      kit_id: null,
      version: sql`${recipes.version} + 1`,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(and(eq(recipes.user_id, ctx.userId), eq(recipes.kit_id, id), IF_CHANGED))
  if (await compareAndSet(ctx.db, remove, [activity, cleared], { dryRun })) return kit
  // Whoever deleted it at the same moment has done what was asked for.
  if (await findKit(ctx, id)) throw changedMeanwhile('This kit was')
  return kit
}
