import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Corners, previewAreas } from '../../db/schema/drafts.ts'

/** More than a few templates have smart objects. */
const MAX_AREAS = 200

export type PreviewArea = { template_id: string; layer_id: string; corners: Corners }

/** What the user has drawn on the pictures of these templates. */
export async function findPreviewAreas(
  ctx: Context,
  templateIds: readonly string[],
): Promise<PreviewArea[]> {
  if (templateIds.length === 0) return []
  const { user_id, template_id, layer_id, corners } = previewAreas
  return ctx.db
    .select({ template_id, layer_id, corners })
    .from(previewAreas)
    .where(isAnyOf([user_id, template_id], [ctx.userId], [...new Set(templateIds)]))
    .limit(MAX_AREAS)
}
