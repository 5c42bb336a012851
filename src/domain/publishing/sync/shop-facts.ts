import type { Context } from '../../../context.ts'
import type { Shop } from './session.ts'

export type ListSizes = NonNullable<Parameters<Shop['findProduct']>[1]>

/** How long what the shop was found to have is believed. */
const FACT_MS = 24 * 60 * 60_000

/**
 * The same verbs, which ask the shop once a day for what hardly changes there: that it knows our
 * ids, and its Online Store. What it then says is not there is asked for again at once. `app` tells
 * apps apart: each has definitions of its own.
 */
export function rememberFacts(
  ctx: Context,
  { shopDomain, app }: { shopDomain: string; app: string },
  shop: Shop,
  sizes?: ListSizes,
): Shop {
  const limiter = ctx.limiterOf('shopify', shopDomain)
  const [definition, store] = [`id-definition:${app}`, `online-store:${app}`]
  return {
    ...shop,
    async ensureIdDefinition() {
      if (await limiter.readFact(definition)) return { kind: 'ok', value: 'present' }
      const ensured = await shop.ensureIdDefinition()
      if (ensured.kind === 'ok') await limiter.writeFact(definition, ensured.value, FACT_MS)
      return ensured
    },
    async findProduct(by, asked = sizes) {
      const found = await shop.findProduct(by, asked)
      if (found.kind !== 'denied' || 'gid' in by) return found
      await limiter.forgetFact(definition)
      const ensured = await shop.ensureIdDefinition()
      return ensured.kind === 'ok' ? shop.findProduct(by, asked) : ensured
    },
    async findOnlineStore() {
      const known = await limiter.readFact(store)
      if (known) return { kind: 'ok', value: known }
      const found = await shop.findOnlineStore()
      if (found.kind === 'ok') await limiter.writeFact(store, found.value, FACT_MS)
      return found
    },
    async publishToOnlineStore(gid, channelId) {
      const published = await shop.publishToOnlineStore(gid, channelId)
      if (published.kind !== 'denied') return published
      await limiter.forgetFact(store)
      const found = await shop.findOnlineStore()
      if (found.kind !== 'ok' || found.value === channelId) return published
      await limiter.writeFact(store, found.value, FACT_MS)
      return shop.publishToOnlineStore(gid, found.value)
    },
  }
}
