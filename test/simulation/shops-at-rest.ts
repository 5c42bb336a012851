import { writeHtml } from '../../sandbox/shopify/product-set/write-down.ts'
import type { Product as ShopProduct, ShopState } from '../../sandbox/shopify/shop-state.ts'
import { ourIdOf } from './merchant.ts'
import {
  type ProductFact,
  readChanges,
  readProducts,
  type Standing,
  type UndoFact,
} from './product-facts.ts'
import { MINUTE_MS, type World } from './world.ts'

/** What every product says of itself, once somebody has looked at its shop. */
export async function lookAtProducts(world: World): Promise<Map<string, Standing>> {
  const { db, users, verbs, scheduler } = world
  const standings = new Map<string, Standing>()
  for (const { id, userId } of readProducts(db)) {
    const user = users.find((each) => each.id === userId)
    if (!user) continue
    world.invoke({ name: 'last look', kind: 'person', userId }, async () => {
      standings.set(id, await verbs.readStanding(world.contextOf(user, 'person'), id))
    })
    await scheduler.runUntil(scheduler.now() + MINUTE_MS)
  }
  return standings
}

/** The shops show what the products say, each once, and what was undone is as it was. */
export function checkShops(world: World, standings: ReadonlyMap<string, Standing>): void {
  const { watch, db, shops, users } = world
  checkUndone(world)
  for (const product of readProducts(db)) {
    const user = users.find(({ id }) => id === product.userId)
    const shop = shops.get(user?.shopDomain ?? '')
    const shown = shop?.state.products.filter((each) => ourIdOf(each) === product.id) ?? []
    watch.rule(shown.length <= 1, () => `I12: ${product.id} is ${shown.length} times at the shop`)
    if (product.publishing !== 'idle') continue
    const [atShop] = shown
    const standing = standings.get(product.id)
    checkStatus(world, product, atShop, standing)
    if (shop && atShop) checkContent(world, shop.state, atShop, { product, standing })
  }
}

/** I19: on sale, or off it, unless its shop's own staff sees to that. */
function checkStatus(
  { watch }: World,
  { id, status }: ProductFact,
  atShop: ShopProduct | undefined,
  standing: Standing | undefined,
): void {
  const typed = watch.journal.stands(id)
  if (typed.some(({ field }) => field === 'status' || field === 'deleted')) return
  if (standing?.drifted.includes('status')) return
  const isOnSale = atShop?.status === 'ACTIVE'
  watch.rule(
    isOnSale === (status === 'active'),
    () => `I19: ${id} is ${status}, and ${atShop?.status ?? 'absent'} at the shop`,
  )
}

type Said = { product: ProductFact; standing: Standing | undefined }

/** I24: a product that is said to be up to date is at the shop what it is here. */
function checkContent(
  { watch }: World,
  state: ShopState,
  atShop: ShopProduct,
  { product, standing }: Said,
): void {
  if (product.status !== 'active' || !standing || standing.isUnsent) return
  const { content, drifted, locked } = standing
  const compare = (field: string, here: string, there: string) => {
    if (drifted.includes(field) || locked.includes(field)) return
    watch.rule(
      here === there,
      () => `I24: ${product.id} is up to date, its ${field} “${here}”, and “${there}” at the shop`,
    )
  }
  compare('title', content.title, atShop.title)
  compare('description', writeHtml(content.descriptionHtml), atShop.descriptionHtml)
  const prices = new Map(atShop.variants.map(({ sku, price }) => [sku, price]))
  for (const { sku, priceMinor } of content.variants) {
    compare('prices', (priceMinor / 100).toFixed(2), prices.get(sku) ?? 'none')
  }
  const tags = new Set(atShop.tags.map((tag) => tag.toLowerCase()))
  for (const tag of content.tags) compare('tags', tag, tags.has(tag.toLowerCase()) ? tag : 'none')
  const alts = atShop.mediaIds.map((id) => state.media.find((each) => each.id === id)?.alt ?? '')
  for (const { alt } of content.pictures) {
    // A text that only repeats the title follows it without being sent.
    if (alt === content.title) continue
    compare('pictures', alt, alts.includes(alt) ? alt : alts.join(', '))
  }
}

/** I23: where nothing else moved, undoing a change leaves at the shop what was there before it. */
function checkUndone(world: World): void {
  for (const undo of readChanges(world.db)) if (undo.isExact) checkUndo(world, undo)
}

function checkUndo({ watch }: World, { productId, taskId, undoes }: UndoFact): void {
  const moments = watch.journal.momentsOf(productId)
  const first = moments.findIndex((each) => each.taskId === undoes)
  const last = moments.findLastIndex((each) => each.taskId === taskId || each.taskId === undoes)
  const between = moments.slice(first, last + 1)
  const isAlone = between.every((each) => each.taskId === taskId || each.taskId === undoes)
  const [before, after] = [moments[first]?.before, moments[last]?.after]
  // What was not at the shop before stays there, as a draft.
  if (first < 0 || !isAlone || before === undefined) return
  watch.rule(
    before === after,
    () => `I23: ${undoes} of ${productId} was undone, and the shop shows ${after}, not ${before}`,
  )
}
