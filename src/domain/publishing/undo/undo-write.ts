import { and, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { isAnyOf, type Statement } from '../../../db/client.ts'
import { productVariants } from '../../../db/schema/products.ts'
import { AppError } from '../../../errors.ts'
import { getShopifyAccount, listShopDomains } from '../../integrations/get-shopify-account.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { findSaleFacts } from '../../products/sale-refusals.ts'
import {
  isEmptyPlan,
  type Plan as ProductPlan,
  planStatements,
} from '../../products/update-product.ts'
import { listAllPublications } from '../publications.ts'
import { eventStatements, isAsRead, requestOf } from '../task.ts'
import { settlementOf } from '../unpublish-product.ts'
import type { StatusBefore } from './changes.ts'
import type { ShopsOf, UndoDecision } from './decide-undo.ts'

/** The shops of the user and what they have of these products, for `decideUndo`. */
export async function readShopsOf(
  ctx: Context,
  ids: readonly string[],
): Promise<(productId: string) => ShopsOf> {
  const [all, held, account] = await Promise.all([
    listAllPublications(ctx, ids),
    listShopDomains(ctx),
    findConnected(ctx),
  ])
  const publicationsOf = Map.groupBy(all, ({ product_id }) => product_id)
  const facts =
    account instanceof AppError ? undefined : await findSaleFacts(ctx, ids, account.shopDomain)
  return (id) => ({
    publications: publicationsOf.get(id) ?? [],
    held,
    account,
    facts: facts?.get(id),
  })
}

async function findConnected(ctx: Context): Promise<ShopsOf['account']> {
  try {
    return await getShopifyAccount(ctx)
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

/** What undoes a change, to be written once: in a batch of a statement that takes it. */
export type UndoWrite = {
  /** The change that undoing is. */
  undoId: string
  /** What it was worked out for. */
  asLongAs: SQL
  /** Every statement writes only where `isTaken` holds. */
  statements: (isTaken: SQL) => Promise<Statement[]>
  /** A task at a shop, for its message. */
  task?: { productId: string; taskId: string }
}

export type UndoBy = { jobId?: string | undefined; undoneChange?: string | undefined }

type Decided = {
  decision: Exclude<UndoDecision, { kind: 'refused' }>
  /** What the rows become. */
  rows: ProductPlan | undefined
  before: Pick<StatusBefore, 'words'>
  by: UndoBy
}

/** The statements of what was decided; undefined where the product's status forbids it. */
export function undoWrite(
  ctx: Context,
  product: FullProduct,
  { decision, rows, before, by }: Decided,
): UndoWrite | undefined {
  const asked = askedOf(ctx, product, decision, by)
  const asLongAs = sql`(${isAsRead(ctx, product)} AND ${hasVersion(ctx, product)})`
  if (!eventStatements(ctx, product, asked, asLongAs)) return undefined
  const task = decision.kind === 'ask' ? { productId: product.id, taskId: asked.id } : undefined
  return {
    undoId: asked.id,
    asLongAs,
    ...(task ? { task } : {}),
    statements: async (isTaken) => {
      const edited =
        rows && !isEmptyPlan(rows)
          ? await planStatements(ctx, product, rows, { isKept: true, alsoWhile: isTaken })
          : undefined
      return [
        ...(edited ? [...edited.parts, edited.update, ...edited.following] : []),
        ...(eventStatements(ctx, product, asked, isTaken) ?? []),
        ...takeBackWords(ctx, before.words, isTaken),
      ]
    },
  }
}

function askedOf(ctx: Context, product: FullProduct, decision: Decided['decision'], by: UndoBy) {
  if (decision.kind === 'settle') {
    const { changeId: id, ...asked } = settlementOf(ctx, product, { ...decision.settlement, ...by })
    return { id, ...asked }
  }
  const { taskId: id, ...asked } = requestOf(ctx, product, { ...decision.request, ...by })
  return { id, ...asked }
}

export function hasVersion(
  ctx: Context,
  { id, version }: Pick<FullProduct, 'id' | 'version'>,
): SQL {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${id} AND products.version = ${version})`
}

/** What was said of variants so that they could be published is not said any more. */
function takeBackWords(ctx: Context, words: StatusBefore['words'], isTaken: SQL): Statement[] {
  const { delivery = [], print = [] } = words ?? {}
  const of = (ids: readonly string[]) =>
    isAnyOf([productVariants.user_id, productVariants.id], [ctx.userId], ids)
  const delivered = ctx.db
    .update(productVariants)
    .set({ delivery_confirmed_by: null, delivery_confirmed_at: null })
    .where(and(of(delivery), isNotNull(productVariants.delivery_confirmed_at), isTaken))
  const printed = ctx.db
    .update(productVariants)
    .set({ low_dpi_accepted_by: null, low_dpi_accepted_at: null })
    .where(and(of(print), isNotNull(productVariants.low_dpi_accepted_at), isTaken))
  return [...(delivery.length > 0 ? [delivered] : []), ...(print.length > 0 ? [printed] : [])]
}
