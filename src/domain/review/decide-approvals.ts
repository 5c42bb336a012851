import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { type Acceptance, AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { requireAll, selectApprovals } from '../approvals/find-approvals.ts'
import type { Decision, DecisionReason } from '../approvals/schemas.ts'
import { acceptancesOf, type SaleAccepts } from '../products/sale-refusals.ts'
import {
  type Decided,
  isDecidable,
  selectMockups,
  split,
  undecidableSentence,
  writeDecision,
} from './decide-mockups.ts'
import { decideProduct } from './decide-product.ts'

/** How many a decision changes, and how many stay as they are: decided so before, or refused. */
export type DecidedCounts = { changed: number; skipped: number }

export type DecidedItems = {
  items: ApprovalItem[]
  /** The same as they were read just before. */
  before: ApprovalItem[]
  /** When mockups were decided about, as an ISO time: `undoDecision` takes it. */
  at?: string
  /** How many mockups are still to review, once any was decided about. */
  left?: number
  /** What stayed as it was, and why; nothing else was held up by it. */
  refused: { id: string; error: string; accepts: Acceptance[] }[]
}

// Each takes seven calls of database and queue, and Workers allow a request a thousand.
const MAX_PUBLISHED_A_CALL = 100
const TOO_MANY = `Up to ${MAX_PUBLISHED_A_CALL} products are published at once. This one is still to review. Approve it again.`

const MIXED =
  'Mockups and products are reviewed separately. Nothing was changed. Approve or reject one type at a time.'

type DecideOptions = DecisionReason & {
  /** Only items of this type: publishing is asked for on its own. */
  type?: ApprovalItem['type']
  /** What is said to be meant of products that are approved. */
  accepts?: SaleAccepts | undefined
}

/**
 * Approves or rejects items, at most 200, of either type. Of more than 100 products that are
 * approved the others are refused, and stay to review.
 * @throws AppError not_found where one is not the user's, forbidden for a key that may not publish:
 *   then nothing is decided; nor where one is not of the type that was asked for, which is conflict
 */
export async function decideApprovals(
  ctx: Context,
  asked: string[],
  decision: Decision,
  options: DecideOptions = {},
): Promise<DecidedItems> {
  const { refusals, ...decided } = await decideEach(ctx, asked, decision, options)
  const refused = refusals.map(({ id, cause }) => ({
    id,
    error: cause.message,
    accepts: acceptancesOf(cause),
  }))
  return { ...decided, refused }
}

/**
 * What `decideApprovals` would do; nothing is written.
 * @throws AppError as `decideApprovals`
 */
export async function tryDecision(
  ctx: Context,
  ids: string[],
  decision: Decision,
): Promise<DecidedCounts> {
  const rows = await readItems(ctx, ids, decision)
  const products = rows.filter(({ item }) => item.type === 'product')
  const published = decision === 'approved' ? MAX_PUBLISHED_A_CALL : products.length
  const changed = [
    ...products.slice(0, published).filter(({ item }) => item.status === 'pending'),
    ...rows.filter(
      ({ item, status }) =>
        item.type === 'mockup' &&
        item.status !== decision &&
        status !== null &&
        isDecidable(status),
    ),
  ].length
  return { changed, skipped: rows.length - changed }
}

/** What a decision has done with all the items that were asked about. */
export function countDecided({ before, refused }: DecidedItems, decision: Decision): DecidedCounts {
  const changed = before.filter(({ status }) => status !== decision).length
  return { changed, skipped: before.length - changed + refused.length }
}

/**
 * The same for one.
 * @throws AppError with the code of what kept it from being decided, such as conflict
 */
export async function decideApproval(
  ctx: Context,
  id: string,
  decision: Decision,
  why: DecideOptions = {},
): Promise<ApprovalItem> {
  const { items, refusals } = await decideEach(ctx, [id], decision, why)
  const [item] = items
  if (item) return item
  throw (
    refusals[0]?.cause ??
    new AppError('conflict', 'This has already been decided. Nothing was changed.')
  )
}

type Refusal = { id: string; cause: AppError }

async function decideEach(
  ctx: Context,
  asked: string[],
  decision: Decision,
  { type, accepts, ...why }: DecideOptions,
): Promise<Omit<DecidedItems, 'refused'> & { refusals: Refusal[] }> {
  const rows = await readItems(ctx, asked, decision)
  const items = rows.map(({ item }) => item)
  if (type && items.some((item) => item.type !== type)) throw new AppError('conflict', MIXED)
  const products = items.filter((item) => item.type === 'product')
  const ofMockups = await decideMockupItems(
    ctx,
    rows.filter(({ item }) => item.type === 'mockup'),
    decision,
    why,
  )
  const ofProducts = await decideProductItems(ctx, products, decision, { why, accepts })
  const productIds = products.map(({ id }) => id)
  const decided = productIds.length > 0 ? await selectApprovals(ctx, productIds) : []
  const after = new Map([...ofMockups.moved, ...decided].map((item) => [item.id, item]))
  const refusals = [...ofMockups.refusals, ...ofProducts]
  const without = new Set(refusals.map(({ id }) => id))
  const before = items.filter(({ id }) => !without.has(id))
  const { at, left } = ofMockups
  return { before, items: before.map((item) => after.get(item.id) ?? item), at, left, refusals }
}

/** What is asked about, as it is now, if it is all there and may be decided about. */
async function readItems(
  ctx: Context,
  asked: readonly string[],
  decision: Decision,
): Promise<ItemOfMockup[]> {
  const ids = [...new Set(asked)]
  const rows = await selectItems(ctx, ids)
  const items = requireAll(
    ids,
    rows.map(({ item }) => item),
  )
  const isPublishing = decision === 'approved' && items.some(({ type }) => type === 'product')
  if (isPublishing) requireScope(ctx.actor, 'publish')
  return rows
}

/** An item with the mockup that it is about, if it is about one that is still there. */
type ItemOfMockup = Awaited<ReturnType<typeof selectItems>>[number]

function selectItems(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select({ item: approvalItems, status: mockups.status, pictureId: mockups.picture_id })
    .from(listedIds(ctx.userId, ids))
    .crossJoin(approvalItems)
    .leftJoin(
      mockups,
      and(
        eq(mockups.user_id, approvalItems.user_id),
        eq(mockups.id, approvalItems.reference_id),
        eq(approvalItems.type, 'mockup'),
      ),
    )
    .where(
      sql`${approvalItems.user_id} = asked.value ->> 'user_id'
        AND ${approvalItems.id} = asked.value ->> 'id'`,
    )
}

/** Decides about all of them at once. What was changed meanwhile is looked up once more. */
async function decideMockupItems(
  ctx: Context,
  rows: ItemOfMockup[],
  decision: Decision,
  why: DecisionReason,
): Promise<{ moved: ApprovalItem[]; refusals: Refusal[]; at?: string; left?: number }> {
  if (rows.length === 0) return { moved: [], refusals: [] }
  const decidable = rows.flatMap(({ item, status, pictureId }) =>
    pictureId && status && isDecidable(status) ? { item, pictureId } : [],
  )
  const open = decidable.filter(({ item }) => item.status === 'pending')
  const decidables = {
    ids: rows.map(({ item }) => item.reference_id),
    pictureIds: decidable.map(({ pictureId }) => pictureId),
    open: new Map(open.map(({ item, pictureId }) => [pictureId, item.id])),
  }
  const { moved, at, left } = await writeDecision(ctx, decidables, decision, why)
  const decided = new Set(moved.map(({ id }) => id))
  const others = rows.filter(({ item, status }) => status !== decision && !decided.has(item.id))
  if (others.length === 0) return { moved, refusals: [], at, left }
  const otherIds = others.map(({ item }) => item.reference_id)
  const after = split(otherIds, await selectMockups(ctx, otherIds), decision)
  const refusals = refusalsOf(
    others.map(({ item }) => item),
    after,
  )
  return { moved, refusals, at, left }
}

function refusalsOf(items: ApprovalItem[], { decided, refused }: Decided): Refusal[] {
  const done = new Set(decided.map((mockup) => mockup.id))
  const statuses = new Map(refused.map((mockup) => [mockup.id, mockup.status]))
  return items
    .filter((item) => !done.has(item.reference_id))
    .map((item) => {
      const status = statuses.get(item.reference_id)
      const cause = status
        ? new AppError('conflict', undecidableSentence(status))
        : new AppError('not_found', 'Mockup not found')
      return { id: item.id, cause }
    })
}

async function decideProductItems(
  ctx: Context,
  items: ApprovalItem[],
  decision: Decision,
  { why, accepts }: { why: DecisionReason; accepts: SaleAccepts | undefined },
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const [index, item] of items.entries()) {
    if (decision === 'approved' && index >= MAX_PUBLISHED_A_CALL) {
      refusals.push({ id: item.id, cause: new AppError('conflict', TOO_MANY) })
      continue
    }
    try {
      await decideProduct(ctx, item, decision, why, accepts)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      refusals.push({ id: item.id, cause })
    }
  }
  return refusals
}
