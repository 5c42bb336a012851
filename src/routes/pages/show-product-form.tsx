import type { Context as HonoContext } from 'hono'
import { distinctList } from '../../distinct-list.ts'
import { findAssetWithQuote } from '../../domain/assets/get-asset.ts'
import { findLastUsedSizes } from '../../domain/products/find-last-used-sizes.ts'
import { findOrigin, findOriginOfMockup } from '../../domain/products/find-origin.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { type ArtworkOf, listPictureChoices } from '../../domain/products/list-picture-choices.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { MAX_IMAGES } from '../../domain/products/schemas.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import { effectiveMode } from '../../domain/settings/effective-mode.ts'
import { uuid } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import type { ProductValues, Queue } from '../../views/products/product-form.tsx'
import { EditProductPage, NewProductPage } from '../../views/products/product-form-page.tsx'
import { newProductPath } from '../../views/products/product-path.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { type ChoiceSearches, urlSearches } from './choices.ts'
import { productDifferences } from './product-differences.ts'
import { readQueue } from './product-form.ts'
import {
  choicesFor,
  chosenMeanwhile,
  picturesFor,
  readChoices,
  withFilesOf,
} from './product-form-choices.ts'
import { newProductValues, productValues } from './product-form-values.ts'

export type RefusedForm = {
  values: ProductValues
  errors: Record<string, string>
  status: 200 | 400 | 404 | 409 | 412
  /** The artworks that follow, where several are made products of. */
  queue?: Queue | undefined
  /** The product that this form made before, with other content. */
  created?: { id: string; title: string }
  /** What was searched for in the form, which is no refusal: it is shown again with what is found. */
  searches?: ChoiceSearches
}

/** The form of a new product, or what a refused one had in it. */
export async function showNewProduct(
  c: HonoContext<HubEnv>,
  refused?: RefusedForm,
): Promise<Response> {
  const { ctx } = c.var
  // Back finds this page in the browser's cache, with the same work: sent again, it makes nothing.
  c.header('cache-control', 'private, no-cache')
  const asked: Asked = refused
    ? { queue: refused.queue, artwork: ofForm(refused.values), picked: [] }
    : readAsked(c)
  const searches = refused ? (refused.searches ?? {}) : urlSearches(c)
  const sent = refused?.values
  const { artwork, queue, picked } = asked
  const [origin, choices, offered, last] = await Promise.all([
    refused || !artwork ? undefined : findAskedOrigin(c, artwork),
    readChoices(c, sent, searches),
    listPictureChoices(ctx, { artwork, chosen: sent?.pictures ?? picked }),
    refused ? undefined : findLastUsedSizes(ctx),
  ])
  // One that was deleted meanwhile has no product: on to the next.
  if (!refused && queue && !origin) return c.redirect(newProductPath(queue), 303)
  const kinds = last?.kinds.filter(({ size }) => choices.prices.has(size)) ?? []
  const approved = offered.own.flatMap(({ id, scene }) => (scene === null ? [] : [id]))
  const { defaults } = choices.settings
  const known = new Set(offered.own.map(({ id }) => id))
  const pictures = picked.length > 0 ? picked.filter((id) => known.has(id)) : origin ? approved : []
  const start = { defaults, kinds, origin, pictures }
  const values = sent ?? newProductValues(start)
  const mockup = origin?.mockup
  const { shopDomain } = choices.shop
  const page = (
    <NewProductPage
      frame={pageFrame(c)}
      created={refused?.created}
      queue={queue}
      unapproved={
        mockup && mockup.status !== 'approved'
          ? { id: mockup.id, scene: sceneLabel(choices.scenes, mockup.scene) }
          : undefined
      }
      values={{ ...values, ...chosenMeanwhile(c, searches) }}
      errors={refused?.errors ?? {}}
      isUnsaved={refused !== undefined}
      sizesOf={kinds.length > 0 ? last?.title : undefined}
      publishing={
        shopDomain
          ? {
              shop: shopDomain.replace('.myshopify.com', ''),
              needsApproval: effectiveMode(choices.settings, 'products') === 'supervised',
            }
          : undefined
      }
      {...(await picturesFor(ctx, offered, choices))}
      {...choicesFor(choices, values, {
        currency: DEFAULT_CURRENCY,
        quote: origin?.quote,
        asset: origin?.asset,
      })}
    />
  )
  return c.html(page, refused?.status ?? 200)
}

type Asked = {
  artwork: ArtworkOf | undefined
  queue: Queue | undefined
  /** Approved mockups to begin with, in this order; those of the artwork without any. */
  picked: readonly string[]
}

const pickedIds = distinctList(uuid, { max: MAX_IMAGES }).catch([])

/** What the URL begins a product from: an artwork, a mockup of one, or the first of several. */
function readAsked(c: HonoContext<HubEnv>): Asked {
  const { assets, of, asset, mockup, pictures } = c.req.query()
  const picked = pickedIds.parse(pictures?.split(',') ?? [])
  const all = readQueue({ next: assets, of: of ?? assets?.split(',').length })
  const [first, ...next] = all?.next ?? []
  if (all && first) return { artwork: { id: first }, queue: { next, of: all.of }, picked }
  const [ofMockup, ofAsset] = [uuid.safeParse(mockup).data, uuid.safeParse(asset).data]
  if (ofMockup) return { artwork: { mockup: ofMockup }, queue: undefined, picked }
  return { artwork: ofAsset ? { id: ofAsset } : undefined, queue: undefined, picked }
}

async function findAskedOrigin({ var: { ctx } }: HonoContext<HubEnv>, artwork: ArtworkOf) {
  if ('mockup' in artwork) return findOriginOfMockup(ctx, artwork.mockup)
  const found = 'id' in artwork ? await findAssetWithQuote(ctx, artwork.id) : undefined
  return found && { ...found, mockup: undefined }
}

function ofForm({ asset_id }: ProductValues): ArtworkOf | undefined {
  const id = uuid.safeParse(asset_id).data
  return id ? { id } : undefined
}

/** The form of a product that is there; where somebody else saved first, with both values. */
export async function showEditProduct(
  c: HonoContext<HubEnv>,
  id: string,
  refused?: RefusedForm,
): Promise<Response> {
  const { ctx } = c.var
  const searches = refused ? (refused.searches ?? {}) : urlSearches(c)
  const sent = refused?.values
  const artwork = sent ? ofForm(sent) : { product: id }
  const [product, read, origin, offered] = await Promise.all([
    getProduct(ctx, id),
    readChoices(c, sent, searches),
    findOrigin(ctx, id),
    listPictureChoices(ctx, { artwork, chosen: sent?.pictures }),
  ])
  const current = productValues(product)
  const isStale = refused?.status === 412
  const typed = sent ?? current
  const values = isStale ? { ...typed, version: current.version } : typed
  const pictures = await picturesFor(ctx, offered, read, shownBefore(product, values))
  const known = await withFilesOf(ctx, read, values)
  const choices = choicesFor(known, values, { currency: product.currency, ...origin })
  const page = (
    <EditProductPage
      frame={pageFrame(c)}
      id={id}
      name={product.title}
      differences={
        isStale
          ? productDifferences(values, current, { ...choices, pictures: pictures.pictures })
          : undefined
      }
      warnings={warningsOf(product)}
      values={{ ...values, ...chosenMeanwhile(c, searches) }}
      errors={refused?.errors ?? {}}
      isUnsaved={refused !== undefined}
      {...pictures}
      {...choices}
    />
  )
  return c.html(page, refused?.status ?? 200)
}

/** The product's pictures, those first that are ticked and in that order. */
function shownBefore(product: FullProduct, { pictures }: ProductValues) {
  const placeOf = (id: string) => (pictures.includes(id) ? pictures.indexOf(id) : pictures.length)
  const images = product.images.toSorted((one, other) => placeOf(one.id) - placeOf(other.id))
  return { title: product.title, images, order: pictures }
}
