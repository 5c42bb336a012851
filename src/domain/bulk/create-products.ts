import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf, refuseWhen, type Statement } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import type { Asked, AskedItem, Outcome, Plan, Write } from '../jobs/work.ts'
import { pricesIn, readPricing } from '../pricing/load-pricing.ts'
import { composeProduct, creationStatements } from '../products/create-product.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { findSources, pickFrom } from '../products/pick-images.ts'
import { flagFrame } from '../products/product-flags.ts'
import { type NewProduct, newProduct } from '../products/schemas.ts'
import { proposal } from '../publishing/add-product.ts'
import { refusalToPublish } from '../publishing/publish-product.ts'
import { eventStatements, requestOf } from '../publishing/task.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { getSettings } from '../settings/get-settings.ts'
import { refusalOf } from './change-content.ts'
import { findAccount } from './change-status.ts'

/** Makes a product of each artwork, as its item says. */
export const createProducts: Plan = async (ctx, job, items) => {
  const inputs = items.map(({ input }) => newProduct.parse(JSON.parse(input ?? 'null')))
  const found = await readParts(ctx, inputs)
  return Promise.all(
    items.map(async (item, index): Promise<Outcome> => {
      const input = inputs[index]
      if (!input) return { kind: 'refused', reason: GONE }
      try {
        return makeWrite(ctx, await compose(ctx, { job, item, input, found }), { input, found })
      } catch (cause) {
        if (cause instanceof AppError) return refusalOf(cause)
        throw cause
      }
    }),
  )
}

const GONE = 'Its artwork or quote was deleted. Choose it again.'

type Found = Awaited<ReturnType<typeof readParts>>

/** What all of them are made of, in one read each. */
async function readParts(ctx: Context, inputs: readonly NewProduct[]) {
  const publishes = inputs.some(({ publish_immediately }) => publish_immediately)
  const idsOf = (name: 'asset_id' | 'quote_id') => inputs.flatMap((input) => input[name] ?? [])
  const [ofAssets, ofQuotes, sources, pricing, settings, account] = await Promise.all([
    ctx.db
      .select()
      .from(assets)
      .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], idsOf('asset_id'))),
    ctx.db
      .select()
      .from(quotes)
      .where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], idsOf('quote_id'))),
    findSources(
      ctx,
      inputs.flatMap(({ image_ids }) => image_ids ?? []),
    ),
    readPricing(ctx),
    getSettings(ctx),
    publishes ? findAccount(ctx) : undefined,
  ])
  return {
    assets: new Map(ofAssets.map((asset) => [asset.id, asset])),
    quotes: new Map(ofQuotes.map((quote) => [quote.id, quote])),
    sources,
    pricing,
    settings,
    account,
  }
}

type Item = { job: Pick<Asked, 'id'>; item: AskedItem; input: NewProduct; found: Found }

async function compose(ctx: Context, { job, item, input, found }: Item): Promise<FullProduct> {
  const asset = found.assets.get(input.asset_id ?? '')
  const quote = found.quotes.get(input.quote_id ?? '')
  if ((input.asset_id && !asset) || (input.quote_id && !quote)) throw new AppError('conflict', GONE)
  return composeProduct(ctx, {
    input,
    id: await derivedId(job.id, 'product', String(item.n)),
    asset,
    quote,
    images: pickFrom(found.sources, input.image_ids ?? []),
    prices: pricesIn(found.pricing, input.currency ?? DEFAULT_CURRENCY),
    settings: found.settings,
  })
}

function makeWrite(
  ctx: Context,
  product: FullProduct,
  { input, found }: Pick<Item, 'input' | 'found'>,
): Write {
  const { taskId, statements } = input.publish_immediately
    ? publication(ctx, product, found)
    : { taskId: undefined, statements: [] }
  const write: Write = {
    kind: 'write',
    productId: product.id,
    before: null,
    versionAfter: product.version,
    asLongAs: sql`NOT EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
      AND products.id = ${product.id})`,
    statements: (isTaken) => [
      refuseWhen(ctx.db, sql`NOT ${isTaken}`),
      ...creationStatements(ctx, product, null),
      ...statements,
    ],
    shown: [{ field: 'title', before: '', after: product.title }],
  }
  return taskId ? { ...write, task: { productId: product.id, taskId } } : write
}

/** What publishes it, or puts it before a person; or keeps it with the reason why neither is so. */
function publication(
  ctx: Context,
  product: FullProduct,
  { settings, account, assets: artworks, pricing }: Found,
): { taskId?: string; statements: Statement[] } {
  const following = (change: Parameters<typeof eventStatements>[2]) =>
    eventStatements(ctx, product, change, sql`true`) ?? []
  if (effectiveMode(settings, 'products') === 'supervised') {
    return { statements: following(proposal(ctx, product)) }
  }
  const refused = (error: string) => ({
    statements: following({ event: { kind: 'refused', error }, following: [] }),
  })
  if (!account) return { statements: [] }
  if (account instanceof AppError) return refused(account.message)
  const { currency } = product
  const asset = artworks.get(product.asset_id ?? '')
  const refusal = refusalToPublish(product, account, {
    rejected: [],
    variants: product.variants.map((variant) => ({ ...variant, is_live: false })),
    print: flagFrame({ asset, settings, prices: pricesIn(pricing, currency), currency }),
  })
  if (refusal) return refused(refusal.message)
  const { taskId, ...change } = requestOf(ctx, product, {
    target: 'active',
    shop: account.shopDomain,
  })
  return { taskId, statements: following(change) }
}
