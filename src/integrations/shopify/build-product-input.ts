import { buildFiles, type FileSetInput, type PictureForShop } from './build-files.ts'
import {
  buildVariants,
  type OptionSetInput,
  type VariantForShop,
  type VariantSetInput,
} from './build-variants.ts'
import { ID_METAFIELD } from './ensure-id-definition.ts'

type Seo = { title?: string | undefined; description?: string | undefined }

/**
 * A product as the hub hands it to Shopify: what is left out stays as it is at the shop. `gid` is
 * set once Shopify has it.
 */
export type ProductForShop = {
  id: string
  gid?: string | undefined
  title?: string | undefined
  descriptionHtml?: string | undefined
  /** What search engines show; '' empties it. */
  seo?: Seo | undefined
  /** An id of Shopify's taxonomy; null for none. */
  category?: string | null | undefined
  vendor?: string | undefined
  productType?: string | undefined
  /** Only of a product that is made: later they are added and removed one by one. */
  tags?: string[] | undefined
  /** What the prices of its variants are in. */
  currency: string
  /** Of one that the shop has, another one than it has: the former leads to it. */
  handle?: string | undefined
}

/** The variables of `productSet`, as far as the hub fills them (Admin API 2026-10). */
export type ProductSetVariables = {
  identifier: { id: string } | { customId: { key: string; value: string } }
  input: ProductSetInput
  synchronous: boolean
}

export type ProductSetInput = {
  title?: string
  descriptionHtml?: string
  vendor?: string
  productType?: string
  productOptions?: OptionSetInput[]
  variants?: VariantSetInput[]
  files?: FileSetInput[]
  seo?: Seo
  category?: string | null
  handle?: string
  redirectNewHandle?: true
  tags?: string[]
  status?: 'DRAFT'
  metafields?: { namespace: string; key: string; type: string; value: string }[]
}

/**
 * The variables of `productSet` for a product: who it is (our id until Shopify gave its own) and
 * what is to be set of it. `create` makes a draft with everything; `update` sends only what it is
 * given, and never status, tags or metafields. Lists replace those at the shop: each is whole, or
 * not given; variants come with their options.
 *
 * @throws RangeError what no caller may send: a new product without variants or a title, and what
 *   `buildVariants` and `buildFiles` refuse
 */
export function buildProductSetInput(
  product: ProductForShop,
  variants: readonly VariantForShop[] | undefined,
  pictures: readonly PictureForShop[] | undefined,
  mode: 'create' | 'update',
): ProductSetVariables {
  if (mode === 'create' && (!variants || !product.title)) {
    throw new RangeError('a new product needs variants and a title')
  }
  const { files, fileOf } = buildFiles(pictures ?? [], product.title)
  return {
    identifier: product.gid
      ? { id: product.gid }
      : { customId: { key: ID_METAFIELD.key, value: product.id } },
    input: {
      ...fieldsOf(product),
      ...(variants ? buildVariants(variants, product.currency, fileOf) : {}),
      ...(pictures ? { files } : {}),
      ...(mode === 'create' ? firstTimeFields(product) : handleFields(product)),
    },
    synchronous: true,
  }
}

function fieldsOf({ title, descriptionHtml, seo, category, vendor, productType }: ProductForShop) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(descriptionHtml === undefined ? {} : { descriptionHtml }),
    ...(seo ? { seo } : {}),
    ...(category === undefined ? {} : { category }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(productType === undefined ? {} : { productType }),
  }
}

/** A draft first: it is sold when its pictures are there and it is published. */
function firstTimeFields({ id, handle, tags }: ProductForShop) {
  return {
    status: 'DRAFT' as const,
    ...(handle === undefined ? {} : { handle }),
    ...(tags === undefined ? {} : { tags }),
    metafields: [{ ...ID_METAFIELD, value: id }],
  }
}

function handleFields({ handle }: ProductForShop) {
  return handle === undefined ? {} : { handle, redirectNewHandle: true as const }
}
