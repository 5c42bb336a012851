import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { decidePictureItems } from '../approvals/item.ts'
import { isRoutedBy, sampleApproved } from '../autopilot/routing.ts'
import type { Mode } from '../settings/schemas.ts'
import { followDecisions } from './mockup-status.ts'
import { approveByMachine } from './picture.ts'

/**
 * Open pictures that are shown again: a machine may decide about them as about new ones. Their open
 * items and their other mockups follow.
 */
export function approveReused(
  ctx: Context,
  pictureIds: readonly string[],
  { mode, skipsApproval }: { mode: Mode; skipsApproval: boolean },
): Statement[] {
  if (pictureIds.length === 0) return []
  const byMachine = sql`EXISTS (SELECT 1 FROM pictures AS p
    WHERE p.user_id = approval_items.user_id AND p.id = approval_items.picture_id AND p.decided_by_kind = 'machine' AND p.decision = 'approved')`
  const isOpen = sql`approval_items.status = 'pending' AND ${byMachine}`
  return [
    ...approveByMachine(ctx, pictureIds, skipsApproval ? sql`1` : isRoutedBy(mode)),
    decidePictureItems(ctx, pictureIds, 'approved', {}, { when: isOpen }),
    followDecisions(ctx, pictureIds),
    ...(skipsApproval ? [] : sampleApproved(ctx, pictureIds)),
  ]
}
