import type { Publication } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import type { SaleFacts } from '../../products/sale-refusals.ts'
import { refusalToPublish } from '../publish-product.ts'
import type { Request } from '../task.ts'
import { type Settlement, shopToTell } from '../unpublish-product.ts'
import type { StatusBefore } from './changes.ts'

const OPEN_IT = 'Nothing was undone here. Change it on its own page.'
const words = {
  proposed: 'It waited for approval before. Restore it, then send it for approval again.',
  nothingSent: 'It changed nothing on Shopify, so there is nothing to undo.',
  staged: 'It is a draft on Shopify already, so nothing has to be taken back there.',
  statusMoved: `Its status no longer allows this. ${OPEN_IT}`,
  gone: `Shopify has this product no longer, so nothing can be put back there. ${OPEN_IT}`,
  otherShop: (shop: string) =>
    `It was published in ${shop}, which is not the connected store. Connect that store first.`,
}

/** The shops of a user, and what they have of one product. */
export type ShopsOf = {
  publications: readonly Publication[]
  /** Shops that the hub has credentials for, the connected one first. */
  held: readonly string[]
  account: ShopifyAccount | AppError
  facts: SaleFacts | undefined
}

/** A change of status, as it is undone. */
export type Undoable = { before: StatusBefore; shop: string | null }

/**
 * How a change of status is undone: by a task at a shop or, where no shop has to know, at once.
 * `restores`: the rows become what they were, and the shop gets back what it showed.
 */
export type UndoDecision =
  | { kind: 'refused'; reason: string }
  | { kind: 'ask'; request: Request; restores: boolean }
  | { kind: 'settle'; settlement: Settlement }

/** Decides it from what was read; the product is as the change left it, or somebody has agreed. */
export function decideUndo(
  product: FullProduct,
  { before, shop }: Undoable,
  shops: ShopsOf,
): UndoDecision {
  if (before.target === 'active') return undoPublish(product, { before, shop }, shops)
  if (before.target === 'staged') return undoStaging(product, { before, shop }, shops)
  if (before.status === 'pending') return refused(words.proposed)
  if (before.status === 'active') return sellAgain(product, before, shops)
  return restAgain(product, before, shops)
}

function refused(reason: string): UndoDecision {
  return { kind: 'refused', reason }
}

function undoPublish(product: FullProduct, undoable: Undoable, shops: ShopsOf): UndoDecision {
  const { before, shop } = undoable
  if (before.status !== 'active') return restAgain(product, before, shops)
  if (!before.shop) return refused(words.nothingSent)
  if (before.shop.status === 'active') return restore(product, undoable, shops, 'active')
  // On sale elsewhere before: it stays that.
  return shop === null
    ? refused(words.nothingSent)
    : { kind: 'ask', request: { target: 'withdrawn', shop, reason: 'manual' }, restores: false }
}

function undoStaging(product: FullProduct, undoable: Undoable, shops: ShopsOf): UndoDecision {
  const { shop } = undoable.before
  if (!shop) return refused(words.nothingSent)
  return shop.reading ? restore(product, undoable, shops, 'staged') : refused(words.staged)
}

/** The shop gets back what it showed, and the rows here become what was published then. */
function restore(
  product: FullProduct,
  { before, shop }: Undoable,
  { account, publications }: ShopsOf,
  target: 'active' | 'staged',
): UndoDecision {
  if (account instanceof AppError) return refused(account.message)
  if (shop !== account.shopDomain) return refused(words.otherShop(shop ?? ''))
  if (!before.shop || before.shop.fields.length === 0) return refused(words.nothingSent)
  const here = publications.find(({ shop_domain }) => shop_domain === shop)
  if (!here?.shop_product_gid) return refused(words.gone)
  const isRight = target === 'active' ? product.status === 'active' : isDraft(product)
  if (!isRight) return refused(words.statusMoved)
  return { kind: 'ask', request: { target, shop }, restores: true }
}

function isDraft({ status }: Pick<FullProduct, 'status'>): boolean {
  return status === 'draft' || status === 'pending'
}

/** What was on sale is on sale again in the connected shop. */
function sellAgain(
  product: FullProduct,
  { retired_at: retiredAt }: StatusBefore,
  { account, facts }: ShopsOf,
): UndoDecision {
  if (account instanceof AppError) return refused(account.message)
  const refusal = refusalToPublish({ ...product, status: 'draft' }, account, facts)
  if (refusal) return refused(refusal.message)
  const request = { target: 'active', shop: account.shopDomain, undoes: { retiredAt } } as const
  return { kind: 'ask', request, restores: false }
}

/** What was a draft, retired or archived is that again; of a first publication, at the shop too. */
function restAgain(
  product: FullProduct,
  before: StatusBefore,
  { publications, held }: ShopsOf,
): UndoDecision {
  const target =
    before.status === 'retired' || before.status === 'archived' ? before.status : 'draft'
  const reason = before.retire_reason ?? undefined
  const undoes = { retiredAt: before.retired_at }
  const lost = refusalOfLostShop({ held, publications })
  if (lost) return refused(lost)
  // The shops that had it archived have it so still.
  const isAtRest = before.target === 'archived' && target === 'retired'
  const shop = isAtRest ? undefined : shopToTell(product, target, { held, publications })
  return shop
    ? { kind: 'ask', request: { target, shop, reason, undoes }, restores: false }
    : { kind: 'settle', settlement: { target, reason, undoes } }
}

/** Where it is on sale, and the hub cannot take it off. */
export function refusalOfLostShop({
  held,
  publications,
}: Pick<ShopsOf, 'held' | 'publications'>): string | undefined {
  const lost = publications.find(
    (each) => each.status === 'active' && !held.includes(each.shop_domain),
  )
  return (
    lost &&
    `It is on sale in ${lost.shop_domain}, which is not connected. Connect that store first.`
  )
}
