import type { DatabaseSync } from 'node:sqlite'
import { type MerchantEdit, ourIdOf, stillShows, textOf } from './merchant.ts'
import { readTask } from './product-facts.ts'
import type { Process, Scheduler } from './scheduler.ts'
import type { Shop, ShopCall } from './shop.ts'

/** Something that a shop's staff has typed, and what became of it. */
export type Typed = MerchantEdit & {
  shop: string
  atMs: number
  stands: boolean
  /** A person has seen it, and said that it may go, or has taken it over. */
  isDecided: boolean
}

/** A product at a shop before and after one call, or after one deed of the shop's staff. */
type Moment = { productId: string; taskId: string; before: string | undefined; after: string }

/** In place of a task, where the shop's own staff did it. */
const STAFF = 'staff'

type Parts = {
  db: DatabaseSync
  scheduler: Scheduler
  shops: ReadonlyMap<string, Shop>
  rule: (holds: boolean, sentence: () => string) => void
}

/**
 * Everything that was typed at the shops and everything that their products have shown, with who
 * changed them; ends a history in which something that was typed is overwritten unseen.
 */
export function createShopJournal({ db, scheduler, shops, rule }: Parts) {
  const typed: Typed[] = []
  const moments: Moment[] = []
  /** What each product shows, by shop and our id. */
  const shown = new Map<string, string>()
  /** When each process first read each product: what is typed later it cannot know. */
  const reads = new WeakMap<Process, Map<string, number>>()
  let races = 0

  /** After every call that a shop has carried out. */
  function look(process: Process): void {
    for (const shop of shops.values()) {
      const call = shop.takeCall()
      if (!call) continue
      noteReads(process, shop, call)
      for (const { productId } of noteMoments(shop, (id) => readTask(db, id).taskId)) {
        judge(process, shop, productId)
      }
    }
  }

  function noteReads(process: Process, { state }: Shop, { isRead, about }: ShopCall): void {
    if (!isRead) return
    const known = reads.get(process) ?? new Map<string, number>()
    reads.set(process, known)
    const gone = typed.filter((each) => each.field === 'deleted')
    for (const { productId, gid } of [...state.products.map(nameOf), ...gone]) {
      const isNamed = about.includes(gid) || about.includes(productId)
      if (isNamed && !known.has(productId)) known.set(productId, scheduler.now())
    }
  }

  function noteMoments({ domain, state }: Shop, taskOf: (productId: string) => string): Moment[] {
    const noted: Moment[] = []
    for (const product of state.products) {
      const productId = ourIdOf(product)
      const key = `${domain} ${productId}`
      const [before, after] = [shown.get(key), textOf(state, product)]
      if (before === after) continue
      shown.set(key, after)
      noted.push({ productId, taskId: taskOf(productId), before, after })
    }
    moments.push(...noted)
    return noted
  }

  /** I22: what the shop's staff has typed goes only where a person has said so. */
  function judge(process: Process, { domain, state }: Shop, productId: string): void {
    const task = readTask(db, productId)
    for (const each of typed) {
      if (!each.stands || each.shop !== domain || each.productId !== productId) continue
      if (stillShows(state, each)) continue
      each.stands = false
      if (each.isDecided || task.overwrites || isAskedFor(each, task.target)) continue
      const readMs = reads.get(process)?.get(productId)
      // There is no compare-and-set at a shop: what is typed after the last look is not seen.
      if (readMs !== undefined && each.atMs >= readMs) {
        races += 1
        continue
      }
      rule(
        false,
        () =>
          `I22: ${process.name} overwrote ${each.field} “${each.value}” of ${productId}, typed at the shop, unseen`,
      )
    }
  }

  /** Who takes a product off sale means its status at the shop, whatever it is. */
  function isAskedFor({ field }: Typed, target: string | null): boolean {
    return (field === 'status' || field === 'deleted') && target !== 'active' && target !== null
  }

  return {
    look,
    races: () => races,
    /** The shop's staff has done this. */
    typedAt(shop: Shop, edit: MerchantEdit): void {
      for (const each of typed) {
        const isSame = each.shop === shop.domain && each.productId === edit.productId
        if (each.stands && isSame && !stillShows(shop.state, each)) each.stands = false
      }
      const { domain } = shop
      typed.push({ ...edit, shop: domain, atMs: scheduler.now(), stands: true, isDecided: false })
      noteMoments(shop, () => STAFF)
      if (edit.field === 'deleted') {
        const key = `${domain} ${edit.productId}`
        const { productId } = edit
        moments.push({ productId, taskId: STAFF, before: shown.get(key), after: '' })
        shown.delete(key)
      }
    },
    /** A person has decided about what this text shows of a product. */
    decided(productId: string, field: string, seen: string): void {
      for (const each of typed) {
        if (each.stands && each.productId === productId && isShownIn(each, field, seen)) {
          each.isDecided = true
        }
      }
    },
    /** A person has said that all that stands of this product may go. */
    decidedAll(productId: string): void {
      for (const each of typed) if (each.productId === productId) each.isDecided = true
    },
    stands: (productId: string): Typed[] =>
      typed.filter((each) => each.stands && each.productId === productId),
    momentsOf: (productId: string): Moment[] =>
      moments.filter((each) => each.productId === productId),
  }
}

const nameOf = (product: Parameters<typeof ourIdOf>[0]) => ({
  productId: ourIdOf(product),
  gid: product.id,
})

function isShownIn({ field, value }: Typed, seenField: string, seen: string): boolean {
  if (field === 'status' || field === 'deleted') return seenField === 'status'
  return seen.includes(value)
}
