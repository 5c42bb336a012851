import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { deleteMockupRows, releaseMockups } from './delete-mockups.ts'
import { getMockup } from './get-mockup.ts'

/**
 * Deletes a mockup and its files, unless another row shows them; a held credit goes back, a spent
 * one stays spent. Ends in `not_found`, or `conflict` while it renders.
 */
export async function deleteMockup(ctx: Context, id: string): Promise<void> {
  const mockup = await getMockup(ctx, id)
  await releaseMockups(ctx, [mockup])
  await writeAll(ctx.db, [
    ...deleteMockupRows(ctx, [id]),
    recordActivity(
      ctx,
      {
        action_type: 'mockup_deleted',
        module: 'mockups',
        details: { mockupId: id, scene: mockup.scene },
        reference_id: id,
        reference_table: 'mockups',
      },
      { onlyIfChanged: true },
    ),
  ])
  if (mockup.file_key) await removeUnnamedFiles(ctx, [mockup.file_key])
}
