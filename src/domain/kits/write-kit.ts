import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Kit, sceneKits } from '../../db/schema/kits.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { whereKnown } from '../collections/require-collections.ts'
import { MAX_KITS } from './schemas.ts'

/** A whole row, in place of `before` where there is one, and the fields that differ from it. */
type KitWrite = { kit: Kit; before?: undefined } | { kit: Kit; before: Kit; fields: string[] }

/**
 * Writes a kit of the user's with its activity row: a new one under an id that is free while there
 * are fewer than fifty, or one that still has the version of `before`. Other kits cease to be the
 * default of its collections in the same batch. All kits are written here; a dry run writes
 * nothing.
 * @throws AppError invalid for a collection that is not there
 * @returns whether it was written, or would be
 */
export async function writeKit(
  ctx: Context,
  write: KitWrite,
  { dryRun }: { dryRun?: boolean } = {},
): Promise<boolean> {
  const { kit, before } = write
  const activity = recordActivity(
    ctx,
    {
      action_type: before ? 'kit_changed' : 'kit_created',
      module: 'kits',
      details: {
        kitId: kit.id,
        name: kit.name,
        default_for: kit.default_for,
        ...(before ? { fields: write.fields } : {}),
      },
      reference_id: kit.id,
      reference_table: 'scene_kits',
    },
    { onlyIfChanged: true },
  )
  const change = before ? update(ctx, kit, before.version) : insert(ctx, kit)
  return whereKnown(ctx, { keys: kit.default_for, pointer: '/default_for' }, () =>
    compareAndSet(ctx.db, change, [activity, takeFromOthers(ctx, kit)], { dryRun }),
  )
}

function insert({ db }: Context, kit: Kit): Statement {
  const { user_id, id, name, scenes, default_for, version, created_at, updated_at } = kit
  return db
    .insert(sceneKits)
    .select(sql`
      SELECT ${user_id}, ${id}, ${name}, ${JSON.stringify(scenes)}, ${JSON.stringify(default_for)},
        ${version}, ${created_at}, ${updated_at}
      WHERE (SELECT count(*) FROM scene_kits WHERE user_id = ${user_id}) < ${MAX_KITS}`)
    .onConflictDoNothing()
    .returning({ id: sceneKits.id })
}

function update({ db }: Context, kit: Kit, version: number): Statement {
  const { user_id, id, ...columns } = kit
  return db
    .update(sceneKits)
    .set(columns)
    .where(
      and(eq(sceneKits.user_id, user_id), eq(sceneKits.id, id), eq(sceneKits.version, version)),
    )
    .returning({ id: sceneKits.id })
}

/**
 * A collection has one default kit. Whoever edits another one meanwhile has to see that it changed,
 * so its version is raised. Follows the activity row, which is written only if the kit was.
 */
function takeFromOthers({ db }: Context, { user_id, id, default_for, updated_at }: Kit): Statement {
  const taken = sql`(SELECT value FROM json_each(${JSON.stringify(default_for)}))`
  return db.run(sql`
    UPDATE scene_kits SET version = version + 1, updated_at = ${updated_at}, default_for = (
      SELECT json_group_array(value) FROM json_each(scene_kits.default_for)
      WHERE value NOT IN ${taken})
    WHERE changes() > 0 AND user_id = ${user_id} AND id <> ${id}
      AND EXISTS (SELECT 1 FROM json_each(scene_kits.default_for) WHERE value IN ${taken})`)
}
