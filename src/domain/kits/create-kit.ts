import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { findKit, type Kit } from './get-kit.ts'
import { MAX_KITS, type NewKit } from './schemas.ts'
import { writeKit } from './write-kit.ts'

/**
 * Adds a kit under its work id. A second call with the same id adds nothing and answers with the
 * kit as it is now. Where it is the default of a collection, no other kit is any more. A dry run
 * answers with the kit that would be added.
 * @throws AppError conflict beyond fifty kits
 */
export async function createKit(
  ctx: Context,
  input: NewKit,
  id = newId(),
  { dryRun }: { dryRun?: boolean } = {},
): Promise<Kit> {
  const now = isoTime(ctx.clock.now())
  const kit: Kit = {
    user_id: ctx.userId,
    id,
    ...input,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  if (await writeKit(ctx, { kit }, { dryRun })) return kit
  const existing = await findKit(ctx, id)
  if (existing) return existing
  throw new AppError(
    'conflict',
    `You have ${MAX_KITS} kits, which is the limit. Nothing was added. Delete one you no longer need.`,
  )
}
