import type { Context } from '../../context.ts'
import type { ApprovalItem } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { decideMockups, undecidableSentence } from './decide-mockup.ts'
import { decideProduct } from './decide-product.ts'
import { findApprovals } from './find-approvals.ts'
import type { Decision } from './schemas.ts'

export type DecidedItems = {
  items: ApprovalItem[]
  /** What stayed as it was, and why; nothing else was held up by it. */
  refused: { id: string; error: string }[]
}

/**
 * Approves or rejects items, at most 100, of either type. Ends in `not_found` where one is not the
 * user's: then nothing is decided. Ends in `forbidden` for a key that may not publish.
 */
export async function decideApprovals(
  ctx: Context,
  asked: string[],
  decision: Decision,
  reason?: string | null,
): Promise<DecidedItems> {
  const ids = [...new Set(asked)]
  const items = await findApprovals(ctx, ids)
  const products = items.filter((item) => item.type === 'product')
  if (decision === 'approved' && products.length > 0) requireScope(ctx.actor, 'publish')
  const refused = [
    ...(await decideMockupItems(ctx, items, decision, reason)),
    ...(await decideProductItems(ctx, products, decision, reason || null)),
  ]
  const without = new Set(refused.map(({ id }) => id))
  const moved = await findApprovals(ctx, ids)
  return { items: moved.filter((item) => !without.has(item.id)), refused }
}

/** The same for one; ends in `conflict` where it could not be decided. */
export async function decideApproval(
  ctx: Context,
  id: string,
  decision: Decision,
  reason?: string | null,
): Promise<ApprovalItem> {
  const { items, refused } = await decideApprovals(ctx, [id], decision, reason)
  const [item] = items
  if (item) return item
  throw new AppError('conflict', refused[0]?.error ?? 'This was decided about before.')
}

async function decideMockupItems(
  ctx: Context,
  items: ApprovalItem[],
  decision: Decision,
  reason: string | null | undefined,
): Promise<DecidedItems['refused']> {
  const mockups = items.filter((item) => item.type === 'mockup')
  if (mockups.length === 0) return []
  const ids = mockups.map((item) => item.reference_id)
  const { decided, refused } = await decideMockups(ctx, ids, decision, reason)
  const done = new Set(decided.map((mockup) => mockup.id))
  const statuses = new Map(refused.map((mockup) => [mockup.id, mockup.status]))
  return mockups
    .filter((item) => !done.has(item.reference_id))
    .map((item) => {
      const status = statuses.get(item.reference_id)
      return { id: item.id, error: status ? undecidableSentence(status) : 'Mockup not found' }
    })
}

async function decideProductItems(
  ctx: Context,
  items: ApprovalItem[],
  decision: Decision,
  reason: string | null,
): Promise<DecidedItems['refused']> {
  const refused: DecidedItems['refused'] = []
  for (const item of items) {
    try {
      await decideProduct(ctx, item, decision, reason)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      refused.push({ id: item.id, error: cause.message })
    }
  }
  return refused
}
