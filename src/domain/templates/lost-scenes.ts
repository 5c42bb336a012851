import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import {
  type AccountTemplate,
  accountTemplates,
  type TemplateRead,
  templateReads,
} from '../../db/schema/templates.ts'
import type { TemplateReading } from '../../integrations/dynamic-mockups/list-templates.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { dismissalOf } from '../notices/dismiss-notice.ts'
import { LOST_SCENES_NOTICE, lostScenesNotice, nameSome } from '../notices/lost-scenes-notice.ts'
import { amendNotice, renewNotice } from '../notices/post-notice.ts'
import { healthOf, isUsable } from './scene-health.ts'

/** More than a user has scenes. */
const MAX_SCENES = 1_000

type Template = Pick<AccountTemplate, 'name' | 'layers' | 'gone_at'>
type Row = {
  scene: Pick<
    SceneTemplate,
    'id' | 'scene_key' | 'name' | 'is_system' | 'dm_template_id' | 'config'
  >
  template: Template | null
}

/** The ids of what is lost now, and what says so, for the batch of the reading. */
type LostScenes = { ids: string[]; statements: Statement[] }

/**
 * Which scenes can no longer be rendered by a reading of the templates, before it is written down:
 * those that were ok by the one before, and those that were lost then and are not mended. What is
 * newly lost brings the notice up again, and an activity row.
 */
export async function findLostScenes(
  ctx: Context,
  { templates }: TemplateReading,
  now: string,
): Promise<LostScenes> {
  const { rows, read } = await readScenes(ctx)
  const known = new Set(read?.lost_scenes)
  const byId = new Map(templates.map((template) => [template.uuid, toTemplate(template)]))
  const broken = rows.filter(({ scene }) => {
    const template = byId.get(scene.dm_template_id)
    return !isUsable(healthOf(scene, template, { read_at: now, error: null }))
  })
  const isNew = ({ scene, template }: Row) =>
    !known.has(scene.id) && healthOf(scene, template ?? undefined, read).health === 'ok'
  const newly = broken.filter(isNew)
  const lost = broken.filter((row) => known.has(row.scene.id) || newly.includes(row))
  const statements =
    newly.length > 0
      ? [renewNotice(ctx, lostScenesNotice(namesOf(lost))), activityOf(ctx, newly)]
      : lost.length < known.size
        ? [shorten(ctx, lost)]
        : []
  return { ids: lost.map(({ scene }) => scene.id), statements }
}

/**
 * What was mended, switched off or deleted since leaves the notice, and the last one ends it. Where
 * that fails the next reading does it: what was changed by hand is written.
 */
export async function settleLostScenes(ctx: Context): Promise<void> {
  try {
    await settle(ctx)
  } catch (cause) {
    ctx.log.error('lost_scenes_not_settled', cause, { user: ctx.userId })
  }
}

async function settle(ctx: Context): Promise<void> {
  const own = eq(templateReads.user_id, ctx.userId)
  const before = await ctx.db.select().from(templateReads).where(own).get()
  if (!before || before.lost_scenes.length === 0) return
  const { rows, read } = await readScenes(ctx)
  const lost = rows.filter(
    ({ scene, template }) =>
      before.lost_scenes.includes(scene.id) &&
      !isUsable(healthOf(scene, template ?? undefined, read)),
  )
  if (lost.length === before.lost_scenes.length) return
  const set = ctx.db
    .update(templateReads)
    .set({ lost_scenes: lost.map(({ scene }) => scene.id) })
    .where(and(own, eq(templateReads.lost_scenes, before.lost_scenes)))
    .returning({ user_id: templateReads.user_id })
  await compareAndSet(ctx.db, set, [shorten(ctx, lost)])
}

/** The scenes that are switched on, each with its template as it is known. */
async function readScenes(ctx: Context): Promise<{ rows: Row[]; read: TemplateRead | undefined }> {
  const { id, user_id, scene_key, name, is_system, dm_template_id, config } = sceneTemplates
  const { layers, gone_at } = accountTemplates
  const isReplaced = sql`(${user_id} IS NULL AND EXISTS (
    SELECT 1 FROM mockup_scene_templates AS own WHERE own.user_id = ${ctx.userId}
      AND own.scene_key = ${scene_key} AND own.is_active = 1))`
  const [rows, read] = await Promise.all([
    ctx.db
      .select({
        scene: { id, scene_key, name, is_system, dm_template_id, config },
        template: { name: accountTemplates.name, layers, gone_at },
      })
      .from(sceneTemplates)
      .leftJoin(
        accountTemplates,
        and(eq(accountTemplates.user_id, ctx.userId), eq(accountTemplates.id, dm_template_id)),
      )
      .where(
        and(
          or(eq(user_id, ctx.userId), isNull(user_id)),
          eq(sceneTemplates.is_active, true),
          sql`NOT ${isReplaced}`,
        ),
      )
      .orderBy(asc(id))
      .limit(MAX_SCENES),
    ctx.db.select().from(templateReads).where(eq(templateReads.user_id, ctx.userId)).get(),
  ])
  return { rows, read }
}

function toTemplate({ name, smart_objects }: TemplateReading['templates'][number]): Template {
  const layers = smart_objects.map((each) => ({ id: each.uuid, name: each.name }))
  return { name, layers, gone_at: null }
}

function namesOf(rows: readonly Row[]): string[] {
  return rows.map(({ scene }) => scene.name)
}

function shorten(ctx: Context, lost: readonly Row[]): Statement {
  if (lost.length === 0) return dismissalOf(ctx, LOST_SCENES_NOTICE)
  return amendNotice(ctx, lostScenesNotice(namesOf(lost)))
}

function activityOf(ctx: Context, lost: readonly Row[]): Statement {
  // Nobody asked for it: a page that is shown has the templates read.
  const system = { ...ctx, actor: { kind: 'system', job: 'templates' } as const }
  return recordActivity(system, {
    action_type: 'scenes_lost',
    module: 'scenes',
    details: { count: lost.length, names: nameSome(namesOf(lost)) },
    // Leads to the library, which has them all.
    reference_id: LOST_SCENES_NOTICE,
    reference_table: 'mockup_scene_templates',
  })
}
