import type { SQL } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { Statement } from '../../../db/client.ts'
import type { ProductChangeRow } from '../../../db/schema/product-changes.ts'
import { AppError } from '../../../errors.ts'
import { sha256Hex } from '../../../sha256.ts'
import { getProduct } from '../../products/get-product.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { type Judge, readFlags } from '../../products/read-flags.ts'
import type { Plan as ProductPlan } from '../../products/update-product.ts'
import { isUnderWay } from '../task.ts'
import { readStatusBefore, type StatusBefore } from './changes.ts'
import { decideUndo, type UndoDecision } from './decide-undo.ts'
import { lookForUndo, nowhere, pushOver, wantedOf } from './look-for-undo.ts'
import { changedAtShop, planExact, type UndoneValue } from './plan-undo.ts'
import { restoringRows } from './restore-rows.ts'
import { preparePrices } from './undo-prices.ts'
import { readShopsOf, type UndoWrite, undoWrite } from './undo-write.ts'

/** What undoing a change does, field by field: `hub` is what will be there. */
export type UndoPlan = {
  plan_id: string
  action: 'undo'
  change_id: string
  kind: ProductChangeRow['kind']
  /** Null: no shop has to be told. */
  shop_domain: string | null
  /** When the shop was read. ISO 8601. */
  read_at: string
  /** Whether the product or what its shop shows is other than the change left it. */
  changed_since: boolean
  changes: UndoneValue[]
}

export type Prepared = {
  plan: UndoPlan
  write: UndoWrite
  /** That it may push over what was changed at the shop and is in the plan. */
  agreed: (isTaken: SQL) => Statement[]
}

const OPEN_IT = 'Nothing was undone. Change it on its own page.'
const words = {
  underWay:
    'Another change of it is still on its way to Shopify. Nothing was undone. Try again once that is done.',
  statusMoved: `Its status no longer allows this. ${OPEN_IT}`,
  fileGone: `It showed a picture whose file is no longer kept. ${OPEN_IT}`,
}

/**
 * Works out how a change is undone from the product as it is, and what its shop showed at most 30 s
 * ago.
 *
 * @throws AppError conflict it cannot be put back; unavailable the shop could not be read
 */
export async function prepareUndo(ctx: Context, change: ProductChangeRow): Promise<Prepared> {
  const product = await getProduct(ctx, change.product_id)
  if (isUnderWay(product)) throw conflict(words.underWay)
  const judge = await readFlags(ctx, [product])
  return change.kind === 'prices'
    ? prepareHere(ctx, product, change, judge)
    : prepareAtShop(ctx, product, change, judge)
}

async function prepareHere(
  ctx: Context,
  product: FullProduct,
  change: ProductChangeRow,
  judge: Judge,
): Promise<Prepared> {
  const by = { undoneChange: change.id }
  const prepared = preparePrices(ctx, product, change, { judge, by })
  if (prepared.kind === 'refused') throw conflict(prepared.reason)
  const { write, changes } = prepared
  const isMoved = product.version !== change.version_after
  const plan = await planOf(product, change, { ...nowhere(ctx), name: null, isMoved, changes })
  return { plan, write, agreed: () => [] }
}

async function prepareAtShop(
  ctx: Context,
  product: FullProduct,
  change: ProductChangeRow,
  judge: Judge,
): Promise<Prepared> {
  const before = readStatusBefore(change.before)
  const shops = (await readShopsOf(ctx, [product.id]))(product.id)
  const decision = decideUndo(product, { before, shop: change.shop_domain }, shops)
  if (decision.kind === 'refused') throw conflict(decision.reason)
  const rows = rowsBefore(product, { decision, before, judge })
  if (rows?.images && (await isFileGone(ctx, product, rows))) throw conflict(words.fileGone)
  const by = { undoneChange: change.id }
  const write = undoWrite(ctx, product, { decision, rows, before, by })
  if (!write) throw conflict(words.statusMoved)
  const name = decision.kind === 'ask' ? decision.request.shop : null
  const there = name ? await lookForUndo(ctx, product, name, shops) : nowhere(ctx)
  const wanted = wantedOf(product, { decision, before, there })
  const drifted = changedAtShop(there)
  const planned = drifted.filter((field) => wanted?.fields.includes(field))
  const isMoved = drifted.length > 0 || isMovedHere(product, change, before)
  const changes = wanted ? planExact(wanted, there) : []
  return {
    plan: await planOf(product, change, { ...there, name, isMoved, changes }),
    write,
    agreed: (isTaken) =>
      name ? pushOver(ctx, product, { name, there, drifted: planned }, isTaken) : [],
  }
}

/** What the rows become, where the shop gets back what it showed; undefined where they stay. */
export function rowsBefore(
  product: FullProduct,
  { decision, before, judge }: { decision: UndoDecision; before: StatusBefore; judge: Judge },
): ProductPlan | undefined {
  if (decision.kind !== 'ask' || !decision.restores || !before.shop) return undefined
  return restoringRows(product, before.shop, judge)
}

/** Whether a picture that is to be shown again has lost its file. */
export async function isFileGone(
  ctx: Context,
  product: FullProduct,
  { images }: Pick<ProductPlan, 'images'>,
): Promise<boolean> {
  const shown = new Set(product.images.map(({ file_key }) => file_key))
  const again = (images ?? []).filter(({ file_key }) => !shown.has(file_key))
  const found = await Promise.all(again.map(({ file_key }) => ctx.files.head(file_key)))
  return found.includes(undefined)
}

/** Whether the product is other than the change left it: edited, or asked for something since. */
function isMovedHere(
  product: FullProduct,
  { task_id, version_after }: ProductChangeRow,
  before: StatusBefore,
): boolean {
  return (
    product.publish_task_id !== (task_id ?? before.task) ||
    product.publish_state === 'failed' ||
    (version_after !== null && product.version !== version_after)
  )
}

type Found = {
  name: string | null
  readAt: string
  isMoved: boolean
  changes: UndoneValue[]
}

async function planOf(
  { version, publish_task_id }: FullProduct,
  { id, kind }: ProductChangeRow,
  { name, readAt, isMoved, changes }: Found,
): Promise<UndoPlan> {
  return {
    plan_id: await sha256Hex(JSON.stringify(['undo', id, version, publish_task_id, changes])),
    action: 'undo',
    change_id: id,
    kind,
    shop_domain: name,
    read_at: readAt,
    changed_since: isMoved,
    changes,
  }
}

function conflict(why: string): AppError {
  return new AppError('conflict', why)
}
