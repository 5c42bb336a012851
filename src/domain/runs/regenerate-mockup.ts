import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { type RequestedRun, requestRun } from './request-run.ts'

/** Renders the same artwork and scene anew, as a run of one that is paid for. */
export async function regenerateMockup(
  ctx: Context,
  id: string,
  groupId = newId(),
): Promise<RequestedRun> {
  const mockup = await getMockup(ctx, id)
  const [run] = await requestRun(ctx, {
    group_id: groupId,
    asset_ids: [mockup.asset_id],
    scenes: [mockup.scene],
    skip_approval: false,
    regenerate: true,
  })
  if (!run) throw new Error('a run of one mockup was requested and none was made')
  return run
}
