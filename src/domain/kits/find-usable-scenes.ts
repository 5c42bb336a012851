import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { pageOf } from '../../db/page.ts'
import { sceneKits } from '../../db/schema/kits.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { isUsable } from '../templates/scene-health.ts'
import type { Kit } from './get-kit.ts'
import type { KitQuery } from './schemas.ts'

type Scenes = Pick<Kit, 'scenes'>

/**
 * The keys that something can be rendered in now, of those in a kit, in the kit with an id, or in
 * the kits of a page. The last two are looked up with what is asked: no row is waited for.
 */
export async function findUsableScenes(
  ctx: Context,
  kits: Scenes | { id: string } | { page: KitQuery },
): Promise<ReadonlySet<string>> {
  const keys = 'scenes' in kits ? kits.scenes.map((scene) => scene.scene_key) : keysOf(ctx, kits)
  const scenes = await findScenes(ctx, keys)
  return new Set(scenes.filter(isUsable).map((scene) => scene.scene_key))
}

/** As a JSON list of the database's own. */
function keysOf(ctx: Context, kits: { id: string } | { page: KitQuery }): SQL {
  const own = eq(sceneKits.user_id, ctx.userId)
  const select = ctx.db.select({ scenes: sceneKits.scenes }).from(sceneKits).$dynamic()
  const chosen =
    'id' in kits
      ? select.where(and(own, eq(sceneKits.id, kits.id)))
      : pageOf(select, sceneKits.id, own, kits.page)
  return sql`(SELECT json_group_array(one.value ->> 'scene_key')
    FROM ${chosen} AS kits, json_each(kits.scenes) AS one)`
}
