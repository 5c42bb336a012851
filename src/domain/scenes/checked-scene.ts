import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import {
  type AccountTemplate,
  accountTemplates,
  type TemplateRead,
  templateReads,
} from '../../db/schema/templates.ts'
import { readStanding, type SceneStanding, standingOf } from '../autopilot/scene-standing.ts'
import { findTemplate } from '../templates/find-template.ts'
import { healthOf, type SceneHealth } from '../templates/scene-health.ts'

/** A scene with its health, by the account's templates as they were last read. */
export type CheckedScene = SceneTemplate &
  SceneHealth & {
    /** The one that it is rendered with, where the account has or had it. */
    template: CheckedTemplate | null
    read: TemplateRead | null
    /** How it fares with people, and whether it is approved without them; null if not asked for. */
    standing: SceneStanding | null
  }

type CheckedTemplate = Pick<AccountTemplate, 'id' | 'name' | 'layers' | 'gone_at'>

type Row = {
  scene: SceneTemplate
  template: CheckedTemplate | null
  read: TemplateRead | null
  replaced: number
  standing: string | null
}

/**
 * The rows of checked scenes; callers add the condition, the order and the bounds. Not for a batch:
 * there columns of one name are one.
 */
export function selectCheckedScenes(ctx: Context, { withStanding = false } = {}) {
  const { id, name, layers, gone_at } = accountTemplates
  return ctx.db
    .select({
      scene: getTableColumns(sceneTemplates),
      template: { id, name, layers, gone_at },
      read: getTableColumns(templateReads),
      replaced: sql<number>`(${sceneTemplates.user_id} IS NULL AND EXISTS (
        SELECT 1 FROM mockup_scene_templates AS own WHERE own.user_id = ${ctx.userId}
          AND own.scene_key = ${sceneTemplates.scene_key} AND own.is_active = 1))`.as('replaced'),
      standing: sql<string | null>`${
        withStanding ? standingOf(sql`${ctx.userId}`, sql`${sceneTemplates.scene_key}`) : sql`NULL`
      }`.as('standing'),
    })
    .from(sceneTemplates)
    .leftJoin(
      accountTemplates,
      and(
        eq(accountTemplates.user_id, ctx.userId),
        eq(accountTemplates.id, sceneTemplates.dm_template_id),
      ),
    )
    .leftJoin(templateReads, eq(templateReads.user_id, ctx.userId))
    .$dynamic()
}

/** A scene that is not written, as it would be checked once it were. */
export async function checkScene(ctx: Context, scene: SceneTemplate): Promise<CheckedScene> {
  const key = sql`${scene.scene_key}`
  const [template, read, row] = await Promise.all([
    findTemplate(ctx, scene.dm_template_id),
    ctx.db.select().from(templateReads).where(eq(templateReads.user_id, ctx.userId)).get(),
    ctx.db.get<{ standing: string }>(
      sql`SELECT ${standingOf(sql`${ctx.userId}`, key)} AS standing`,
    ),
  ])
  const found = { template: template ?? null, read: read ?? null }
  return toCheckedScene({ scene, ...found, replaced: 0, standing: row.standing })
}

/** A scene of the system's that an own one replaces is not rendered: nothing is wrong with it. */
export function toCheckedScene({ scene, template, read, replaced, standing }: Row): CheckedScene {
  const health: SceneHealth = replaced
    ? { health: 'ok', reason: null }
    : healthOf(scene, template ?? undefined, read ?? undefined)
  const known = standing === null ? null : readStanding(standing)
  return { ...scene, ...health, template, read, standing: known }
}
