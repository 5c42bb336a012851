import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Corners, previewAreas } from '../../db/schema/drafts.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findTemplate } from '../templates/find-template.ts'

type Place = { template_id: string; layer_id: string }

/**
 * Keeps where a smart object is on its template's picture, in place of what was drawn before; null
 * forgets it. The last one who draws wins.
 * @throws AppError not_found for a template or smart object that the account does not have
 */
export async function setPreviewArea(
  ctx: Context,
  place: Place,
  drawn: Corners | null,
): Promise<void> {
  const { template_id, layer_id } = place
  const template = await findTemplate(ctx, template_id)
  const layer = template?.layers.find(({ id }) => id === layer_id)
  if (!template || !layer) {
    const missing = template ? `Smart object not found: ${layer_id}` : 'Template not found'
    throw new AppError('not_found', missing)
  }
  const change = drawn ? upsert(ctx, place, drawn) : remove(ctx, place)
  const activity = recordActivity(
    ctx,
    {
      action_type: drawn ? 'preview_area_drawn' : 'preview_area_removed',
      module: 'scenes',
      details: { template: template_id, name: template.name, smartObject: layer.name },
      reference_id: template_id,
      reference_table: 'preview_areas',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, change, [activity])
}

function upsert(ctx: Context, place: Place, drawn: Corners) {
  const { user_id, template_id, layer_id } = previewAreas
  const row = { corners: drawn, updated_at: isoTime(ctx.clock.now()) }
  return ctx.db
    .insert(previewAreas)
    .values({ user_id: ctx.userId, ...place, ...row })
    .onConflictDoUpdate({
      target: [user_id, template_id, layer_id],
      set: row,
      setWhere: sql`${previewAreas.corners} <> excluded.corners`,
    })
    .returning({ layer_id })
}

function remove(ctx: Context, place: Place) {
  const { user_id, template_id, layer_id } = previewAreas
  return ctx.db
    .delete(previewAreas)
    .where(
      and(
        eq(user_id, ctx.userId),
        eq(template_id, place.template_id),
        eq(layer_id, place.layer_id),
      ),
    )
    .returning({ layer_id })
}
