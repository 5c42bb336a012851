import type { Context } from '../../context.ts'
import type { Placement } from '../../db/schema/mockups.ts'
import { newId } from '../../ids.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { requestRun } from './request-run.ts'
import type { RequestedRun } from './start-runs.ts'

/**
 * Renders the same artwork and scene once more, as a run of one that is paid for; with a placement
 * of its own where one is given, or where the mockup has one.
 * @throws AppError not_found, insufficient_credits, not_configured
 */
export async function regenerateMockup(
  ctx: Context,
  id: string,
  groupId = newId(),
  placement?: Placement,
): Promise<RequestedRun> {
  const mockup = await getMockup(ctx, id)
  const [run] = await requestRun(ctx, {
    group_id: groupId,
    asset_ids: [mockup.asset_id],
    scenes: [mockup.scene],
    skip_approval: false,
    regenerate: true,
    placement: placement ?? mockup.placement ?? undefined,
  })
  if (!run) throw new Error('a run of one mockup was requested and none was made')
  return run
}
