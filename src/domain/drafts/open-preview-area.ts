import type { Context } from '../../context.ts'
import type { Corners } from '../../db/schema/drafts.ts'
import type { AccountTemplate } from '../../db/schema/templates.ts'
import { AppError } from '../../errors.ts'
import { findTemplate } from '../templates/find-template.ts'
import { findPreviewAreas } from './find-preview-areas.ts'

export type OpenArea = {
  template: AccountTemplate
  layer: AccountTemplate['layers'][number]
  corners: Corners | undefined
}

/**
 * What is drawn on a template's picture for one of its smart objects, or for the first.
 * @throws AppError not_found for a template or smart object that the account does not have
 */
export async function openPreviewArea(
  ctx: Context,
  templateId: string,
  layerId: string | undefined,
): Promise<OpenArea> {
  const [template, areas] = await Promise.all([
    findTemplate(ctx, templateId),
    findPreviewAreas(ctx, [templateId]),
  ])
  if (!template) throw new AppError('not_found', 'Template not found')
  const layer = template.layers.find(({ id }) => layerId === undefined || id === layerId)
  if (!layer) throw new AppError('not_found', 'This template has no such smart object')
  const corners = areas.find(({ layer_id }) => layer_id === layer.id)?.corners
  return { template, layer, corners }
}
