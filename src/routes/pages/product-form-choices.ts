import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { type AssetChoice, listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { printSizes } from '../../domain/assets/print-sizes.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { listFileChoices } from '../../domain/digital-files/list-digital-files.ts'
import { feesIn } from '../../domain/pricing/fees.ts'
import { inForce, pricesIn, readPricing } from '../../domain/pricing/load-pricing.ts'
import { compareSizes } from '../../domain/pricing/size.ts'
import type { listPictureChoices } from '../../domain/products/list-picture-choices.ts'
import type { ImageRow } from '../../domain/products/load-parts.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { listQuoteChoices, type QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { uuid } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { PickablePicture } from '../../views/products/picture-picker.tsx'
import type { ProductValues } from '../../views/products/product-form.tsx'
import { formWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { type ChoiceSearches, chosenIds, offer } from './choices.ts'
import { readCurrency } from './product-form.ts'
import { sceneNames } from './scene-names.ts'

export type Choices = Awaited<ReturnType<typeof readChoices>>

/** What the form of a product offers, besides pictures. */
export async function readChoices(
  c: HonoContext<HubEnv>,
  sent: ProductValues | undefined,
  searches: ChoiceSearches,
) {
  const { ctx } = c.var
  const asked = sent ?? { quote_id: c.req.query('quote_id'), asset_id: c.req.query('asset_id') }
  const [pricing, shop, collections, quotes, assets, settings, scenes, files] = await Promise.all([
    readPricing(ctx),
    findShop(ctx),
    listCollections(ctx),
    listQuoteChoices(ctx, { chosen: chosenIds(asked.quote_id), search: searches.quote_search }),
    listAssetChoices(ctx, { chosen: chosenIds(asked.asset_id), search: searches.asset_search }),
    getSettings(ctx),
    sceneNames(ctx),
    listFileChoices(ctx, { chosen: chosenFiles(sent), search: searches.file_search }),
  ])
  const prices = pricesIn(pricing, DEFAULT_CURRENCY)
  return { pricing, prices, shop, collections, quotes, assets, settings, scenes, searches, files }
}

/** The same as the form takes it. */
export function choicesFor(
  { pricing, shop, collections, quotes, assets, settings, searches, files }: Choices,
  values: ProductValues,
  own: {
    currency: string
    quote: QuoteChoice | null | undefined
    asset: AssetChoice | null | undefined
  },
) {
  const currency = readCurrency(values.currency) ?? own.currency
  const prices = pricesIn(pricing, currency)
  const chosen = values.variants.map((value) => kindOfValue(value).size)
  const all = inForce(pricing)
  const isOff = new Set(all.flatMap(({ size, is_active }) => (is_active ? [] : [size])))
  const priced = [...all.map(({ size }) => size), ...prices.keys()]
  const sizes = new Set([...priced.filter((size) => !isOff.has(size)), ...chosen])
  const offered = offer([own.asset], assets)
  const artwork = offered.find(({ id }) => id === values.asset_id)
  const prints = new Map(
    (artwork ? printSizes(artwork, [...sizes]) : []).map(({ size, dpi }) => [size, dpi]),
  )
  return {
    collections,
    store: shop.shopDomain ?? undefined,
    quotes: offer([own.quote], quotes),
    assets: offered,
    artworkId: artwork?.id,
    minDpi: settings.print.min_dpi,
    searches,
    digitalFiles: files,
    currency,
    fees: feesIn(settings.own_fees, currency),
    currencies: [
      ...new Set([own.currency, currency, ...(shop.isConnected ? [shop.currency] : [])]),
    ],
    sizes: [...sizes]
      .toSorted(compareSizes)
      .map((size) => ({ size, prices: prices.get(size), dpi: prints.get(size) })),
  }
}

/** The same with the files that a product has, however old they are. */
export async function withFilesOf(
  ctx: Context,
  choices: Choices,
  values: ProductValues,
): Promise<Choices> {
  const offered = new Set(choices.files.map(({ id }) => id))
  const chosen = chosenFiles(values).filter((id) => !offered.has(id))
  return chosen.length > 0 ? { ...choices, files: await listFileChoices(ctx, { chosen }) } : choices
}

function chosenFiles(sent: ProductValues | undefined): string[] {
  const ids = [...(sent?.files.values() ?? [])].filter((id) => uuid.safeParse(id).success)
  return [...new Set(ids)]
}

/** What is chosen in a form whose script asks for other choices. */
export function chosenMeanwhile(
  c: HonoContext<HubEnv>,
  { quote_search, asset_search }: ChoiceSearches,
): Partial<ProductValues> {
  if (c.req.method !== 'GET') return {}
  const [quote_id, asset_id] = [c.req.query('quote_id'), c.req.query('asset_id')]
  return {
    ...(quote_search !== undefined && quote_id !== undefined ? { quote_id } : {}),
    ...(asset_search !== undefined && asset_id !== undefined ? { asset_id } : {}),
  }
}

type Offered = Awaited<ReturnType<typeof listPictureChoices>>
type Shown = { title: string; images: readonly ImageRow[]; order: readonly string[] }

/** Pictures to choose from; those that a product has are known by their own ids. */
export async function picturesFor(
  ctx: Context,
  { own, others, kit }: Offered,
  { scenes }: { scenes: SceneNames },
  shown?: Shown,
) {
  const images = shown?.images ?? []
  const kept = new Set(images.map(({ file_key }) => file_key))
  const scenesOf = new Map(
    [...own, ...others].flatMap(({ file_key, scene }) => (scene ? [[file_key, scene]] : [])),
  )
  const pickable = (choices: Offered['own']) =>
    Promise.all(
      choices
        .filter(({ file_key }) => !kept.has(file_key))
        .map(async ({ file_key, thumbnail_key, scene, ...choice }): Promise<PickablePicture> => {
          const picture = await ctx.files.path(thumbnail_key ?? file_key)
          return { ...choice, scene: scene && sceneLabel(scenes, scene), picture }
        }),
    )
  const before = images.map(async (image): Promise<PickablePicture> => {
    const scene = scenesOf.get(image.file_key)
    const isMockup = image.source_type === 'mockup'
    return {
      id: image.id,
      title: shown?.title ?? '',
      scene: scene ? sceneLabel(scenes, scene) : isMockup ? formWords.mockupPicture : null,
      picture: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      width: image.width,
      height: image.height,
    }
  })
  const all = [...(await Promise.all(before)), ...(await pickable(own))]
  return {
    pictures: inOrderOf(shown?.order ?? [], all),
    otherPictures: await pickable(others),
    orderedBy: kit?.name,
  }
}

/** What is ticked comes first, in its order. */
function inOrderOf(order: readonly string[], pictures: PickablePicture[]): PickablePicture[] {
  const placeOf = ({ id }: PickablePicture) =>
    order.includes(id) ? order.indexOf(id) : order.length
  return pictures.toSorted((one, other) => placeOf(one) - placeOf(other))
}
