import type { Context } from '../../../context.ts'
import { toMajor } from '../../../money.ts'
import { getProduct } from '../../products/get-product.ts'
import { handleOf } from '../../products/handle-of.ts'
import { type Content, contentOf } from '../../products/shop-content.ts'
import { weighContent } from '../../products/weigh-content.ts'
import { findPublication, findShopImages, readSent } from '../publications.ts'
import { checkPublishable, type PublishOptions, requireDecided } from '../publish-product.ts'
import { tagChanges } from '../sync/content.ts'

/**
 * What `publishProduct` would send, in the API's names and units, and what that changes at the shop,
 * with nothing written. `upload` says whether a picture is pushed, or is at the shop already. Where
 * the shop cannot be read, what it changes is not known.
 *
 * @throws AppError as `publishProduct`
 */
export async function planPublication(
  ctx: Context,
  id: string,
  { accepts, target = 'active', planId, overwrite = false }: PublishOptions = {},
) {
  const { account } = await checkPublishable(ctx, id, { accepts, target })
  const asked = { shop: account.shopDomain, target, planId, overwrite, isWanted: true }
  const plan = await requireDecided(ctx, id, asked)
  const product = await getProduct(ctx, id)
  const key = { productId: id, shop: account.shopDomain }
  const publication = await findPublication(ctx, key)
  const known = await findShopImages(ctx, key)
  const content = await weighContent(ctx, contentOf(product))
  const isThere = Boolean(publication?.shop_product_gid)
  const tags = tagChanges(publication && readSent(publication)?.tags, content.tags)
  return {
    action: isThere ? ('update' as const) : ('create' as const),
    shop_domain: account.shopDomain,
    plan_id: plan?.plan_id ?? null,
    read_at: plan?.read_at ?? null,
    changes: plan?.changes ?? null,
    target,
    shopify_product_id: publication?.shop_product_id ?? null,
    product: {
      title: content.title,
      description_html: content.descriptionHtml,
      seo_title: content.seo?.title ?? null,
      seo_description: content.seo?.description ?? null,
      category: content.category ?? null,
      vendor: content.vendor,
      product_type: content.productType,
      currency: content.currency,
      ...(isThere
        ? { tags_added: tags.added, tags_removed: tags.removed }
        : { tags: content.tags, handle: handleOf(product) }),
    },
    variants: content.variants.map((variant) => presentVariant(variant, product.currency)),
    images: content.pictures.map(({ id: imageId, alt }) => {
      const image = known.get(imageId)
      return { id: imageId, alt, upload: !(image?.shop_image_gid ?? image?.staged_url) }
    }),
  }
}

function presentVariant(variant: Content['variants'][number], currency: string) {
  const { id, sku, size, frame, isDigital, priceMinor, compareAtPriceMinor, weightGrams } = variant
  return {
    id,
    sku,
    size,
    frame_style: frame === 'unframed' || frame === 'digital' ? null : frame,
    is_digital: isDigital,
    price: toMajor(priceMinor, currency),
    compare_at_price: compareAtPriceMinor === null ? null : toMajor(compareAtPriceMinor, currency),
    weight_grams: weightGrams ?? null,
  }
}
