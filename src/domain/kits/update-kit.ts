import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError, changedMeanwhile } from '../../errors.ts'
import { getKit, type Kit } from './get-kit.ts'
import type { KitChange } from './schemas.ts'
import { writeKit } from './write-kit.ts'

// Each try is lost only to another change that was written.
const MAX_TRIES = 5

/**
 * Changes the fields given and raises the version. With a `version` only a kit that is still at it
 * is changed. What is so already is not written again. Where it becomes the default of a
 * collection, no other kit is any more. A dry run answers with the kit as it would be.
 * @throws AppError not_found
 * @throws AppError precondition_failed where the kit has another version by now
 * @throws AppError conflict where others keep changing it
 */
export async function updateKit(
  ctx: Context,
  id: string,
  change: KitChange,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Kit> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await getKit(ctx, id)
    const fields = changedFields(before, change)
    if (fields.length === 0) return before
    if (version !== undefined && version !== before.version) throw changedMeanwhile('This kit was')
    const updated_at = isoTime(ctx.clock.now())
    const kit = { ...before, ...change, version: before.version + 1, updated_at }
    if (await writeKit(ctx, { kit, before, fields }, { dryRun })) return kit
  }
  throw new AppError(
    'conflict',
    'This kit is being changed from several places at once. Your changes were not saved. Try again.',
  )
}
