import type { Context } from '../../context.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import {
  getShopifyAccount,
  listShopDomains,
  type ShopifyAccount,
} from '../integrations/get-shopify-account.ts'
import type { Outcome, Plan, Write } from '../jobs/work.ts'
import { confirmDelivery } from '../products/delivery.ts'
import type { ProductRow } from '../products/load-parts.ts'
import { acceptLowPrints } from '../products/print-check.ts'
import { findSaleFacts, lowPrintsOf } from '../products/sale-refusals.ts'
import { readProducts } from '../publishing/change-several.ts'
import { listAllPublications } from '../publishing/publications.ts'
import { isWaiting, refusalToPublish } from '../publishing/publish-product.ts'
import {
  ASKED_FROM,
  eventStatements,
  isAsRead,
  isUnderWay,
  type Request,
  type RestTarget,
  requestOf,
} from '../publishing/task.ts'
import { recordWords } from '../publishing/undo/changes.ts'
import { refusalOfLostShop } from '../publishing/undo/decide-undo.ts'
import { type Settlement, settlementOf, shopToTell } from '../publishing/unpublish-product.ts'
import type { StatusBefore } from './before.ts'
import { DELETED, refusalOf, subjectsOf } from './change-content.ts'
import { publishChange, retireChange } from './schemas.ts'

const CHANGED_STATUS = 'Its status no longer allows this.'

/** Sends products, or their changes, to the connected shop. */
export const publishSeveral: Plan = async (ctx, job, items) => {
  const ids = subjectsOf(items)
  const change = publishChange.parse(job.change)
  const { accept_undelivered: undelivered = false, accept_low_dpi: lowDpi, overwrite } = change
  const [rows, account] = await Promise.all([readProducts(ctx, ids), findAccount(ctx)])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const isAccount = !(account instanceof AppError)
  const facts = isAccount ? await findSaleFacts(ctx, ids, account.shopDomain) : undefined
  const driftedOf = isAccount
    ? await findDrifted(ctx, ids, account.shopDomain)
    : new Map<string, string[]>()
  return items.map(({ subject_id }): Outcome => {
    const row = byId.get(subject_id)
    if (!row) return { kind: 'refused', reason: DELETED }
    if (account instanceof AppError) return { kind: 'refused', reason: account.message }
    const found = facts?.get(row.id)
    const refusal = refusalToPublish(row, account, found, { undelivered, lowDpi })
    if (refusal) return refusalOf(refusal)
    const shop = account.shopDomain
    const drifted = overwrite ? undefined : refusalOfDrift(driftedOf.get(row.id))
    if (drifted) return { kind: 'refused', reason: drifted }
    const request: Request = {
      target: 'active',
      shop,
      overwrites: overwrite ?? false,
      jobId: job.id,
      closesApproval: 'approved',
    }
    if (isWaiting(row, request)) return { kind: 'same' }
    const asked = askWrite(ctx, row, request)
    if (asked.kind !== 'write') return asked
    const low = lowDpi && found ? lowPrintsOf(found) : []
    return {
      ...asked,
      statements: async (isTaken) => [
        ...(await asked.statements(isTaken)),
        ...(asked.task && (undelivered || low.length > 0)
          ? [recordWords(ctx, asked.task, { undelivered, prints: low }, isTaken)]
          : []),
        ...(undelivered ? [confirmDelivery(ctx, row.id, isTaken)] : []),
        ...(low.length > 0 ? [acceptLowPrints(ctx, low, isTaken)] : []),
      ],
    }
  })
}

/** What was changed at the shop when it was read last, of those that nobody has decided on. */
async function findDrifted(
  ctx: Context,
  ids: readonly string[],
  shop: string,
): Promise<Map<string, string[]>> {
  const publications = await listAllPublications(ctx, ids)
  return new Map(
    publications
      .filter(({ shop_domain }) => shop_domain === shop)
      .map(({ product_id, drifted_fields }) => [product_id, drifted_fields]),
  )
}

function refusalOfDrift(fields: readonly string[] | undefined): string | undefined {
  if (!fields?.length) return undefined
  const named = fields.map((field) => field.replaceAll('_', ' ')).join(', ')
  return `It was changed on Shopify (${named}). Decide what to keep on its page, or publish with overwrite.`
}

/** The connected shop, or why there is none. */
export async function findAccount(ctx: Context): Promise<ShopifyAccount | AppError> {
  try {
    return await getShopifyAccount(ctx)
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

export const retireSeveral: Plan = (ctx, job, items) => {
  const { reason } = retireChange.parse(job.change)
  return restSeveral(ctx, subjectsOf(items), { target: 'retired', reason, jobId: job.id })
}

export const archiveSeveral: Plan = (ctx, job, items) =>
  restSeveral(ctx, subjectsOf(items), { target: 'archived', jobId: job.id })

export const restoreSeveral: Plan = (ctx, job, items) =>
  restSeveral(ctx, subjectsOf(items), { target: 'draft', jobId: job.id })

type Rest = { target: RestTarget; reason?: Request['reason']; jobId: string }

/** Brings products to a status in which nobody can buy them: at the shops first. */
async function restSeveral(
  ctx: Context,
  ids: readonly string[],
  { target, reason, jobId }: Rest,
): Promise<Outcome[]> {
  const [rows, publications, held] = await Promise.all([
    readProducts(ctx, ids),
    listAllPublications(ctx, ids),
    listShopDomains(ctx),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const publicationsOf = Map.groupBy(publications, ({ product_id }) => product_id)
  return ids.map((id): Outcome => {
    const row = byId.get(id)
    if (!row) return { kind: 'refused', reason: DELETED }
    const atShops = publicationsOf.get(id) ?? []
    const isAsked = row.publish_target === target && isUnderWay(row)
    if (isAsked || row.status === target) return { kind: 'same' }
    const refusal = refusalToRest(row, target, { held, publications: atShops })
    if (refusal) return { kind: 'refused', reason: refusal }
    const shop = shopToTell(row, target, { held, publications: atShops })
    return shop
      ? askWrite(ctx, row, { target, shop, reason, jobId, closesApproval: 'rejected' })
      : settleWrite(ctx, row, { target, reason, jobId })
  })
}

function refusalToRest(
  { status }: ProductRow,
  target: RestTarget,
  shops: { held: readonly string[]; publications: readonly Publication[] },
): string | undefined {
  if (target === 'retired' && status !== 'active') {
    return `${describeStatus(status)}. Only active products can be retired. Archive it instead.`
  }
  if (target === 'archived' && status === 'active') return 'It is active. Retire it instead.'
  if (!ASKED_FROM[target].includes(status)) return `${describeStatus(status)}.`
  return target === 'draft' ? undefined : refusalOfLostShop(shops)
}

const describeStatus = (status: ProductRow['status']) =>
  status === 'draft' ? 'It is a draft' : `It is ${status}`

/** The status that a task is to end in. */
export const STATUS_OF = {
  active: 'active',
  retired: 'retired',
  withdrawn: 'retired',
  archived: 'archived',
  draft: 'draft',
  staged: 'draft',
} as const satisfies Record<Request['target'], StatusBefore['target']>

/** A task at a shop, asked for once. */
function askWrite(ctx: Context, row: ProductRow, request: Request): Outcome {
  const { taskId, event, following } = requestOf(ctx, row, request)
  const target = STATUS_OF[request.target]
  return statusWrite(ctx, row, { target, taskId, event, following })
}

/** No shop has to know: it is so at once. */
function settleWrite(ctx: Context, row: ProductRow, settlement: Settlement): Outcome {
  const { target } = settlement
  return statusWrite(ctx, row, { target, ...settlementOf(ctx, row, settlement) })
}

type Change = Parameters<typeof eventStatements>[2] & {
  target: StatusBefore['target']
  taskId?: string
}

function statusWrite(ctx: Context, row: ProductRow, change: Change): Outcome {
  const { target, taskId } = change
  const before: StatusBefore = {
    kind: 'status',
    status: row.status,
    retire_reason: readReason(row),
    retired_at: row.retired_at,
    target,
    task_id: taskId ?? row.publish_task_id,
    task_before: row.publish_task_id,
  }
  const asLongAs = isAsRead(ctx, row)
  if (!eventStatements(ctx, row, change, asLongAs)) {
    return { kind: 'refused', reason: CHANGED_STATUS }
  }
  const write: Write = {
    kind: 'write',
    productId: row.id,
    before: JSON.stringify(before),
    versionAfter: row.version,
    asLongAs,
    statements: (isTaken) => eventStatements(ctx, row, change, isTaken) ?? [],
    shown: [{ field: 'status', before: row.status, after: target }],
  }
  return taskId ? { ...write, task: { productId: row.id, taskId } } : write
}

function readReason({ retire_reason }: ProductRow): StatusBefore['retire_reason'] {
  return retire_reason
}
