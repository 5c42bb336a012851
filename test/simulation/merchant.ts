import type { Product, ShopState } from '../../sandbox/shopify/shop-state.ts'
import { newGid } from '../../sandbox/shopify/shop-state.ts'
import type { Random } from './random.ts'

/** A field of a product that the shop's own staff has set, to what nobody else would. */
export type MerchantField =
  | 'title'
  | 'description'
  | 'prices'
  | 'tags'
  | 'pictures'
  | 'status'
  | 'deleted'

export type MerchantEdit = {
  /** Our id of the product, and the shop's. */
  productId: string
  gid: string
  field: MerchantField
  value: string
}

const FIELDS = [
  'title',
  'title',
  'description',
  'prices',
  'tags',
  'pictures',
  'status',
  'deleted',
] as const satisfies readonly MerchantField[]

/** What a shop's staff does past the hub; every value that it types is typed once. */
export function createMerchant(random: Random) {
  let typed = 0

  function next(): string {
    typed += 1
    return String(typed).padStart(4, '0')
  }

  /** Changes something of this product; undefined where there is nothing to change. */
  function edit(state: ShopState, product: Product, nowMs: number): MerchantEdit | undefined {
    const field = random.pick(FIELDS)
    const value = change(field, state, product)
    if (value === undefined) return undefined
    product.updatedAt = Math.max(nowMs, product.updatedAt + 1)
    return { productId: ourIdOf(product), gid: product.id, field, value }
  }

  function change(field: MerchantField, state: ShopState, product: Product): string | undefined {
    const name = `theirs-${next()}`
    switch (field) {
      case 'title':
        product.title = name
        return name
      case 'description':
        product.descriptionHtml = `<p>${name}</p>`
        return name
      case 'tags': {
        product.tags = [...product.tags, name].sort()
        return name
      }
      case 'prices': {
        const [variant] = product.variants
        if (!variant) return undefined
        const price = `1${next()}.77`
        variant.price = price
        return price
      }
      case 'pictures':
        return changePicture(state, product, name)
      case 'status':
        if (product.status !== 'ACTIVE') return undefined
        product.status = random.pick(['DRAFT', 'ARCHIVED'])
        return product.status
      case 'deleted':
        if (!random.chance(0.4)) return undefined
        state.products = state.products.filter((known) => known !== product)
        return 'deleted'
    }
  }

  /** Renames one of the product's pictures, or adds one. */
  function changePicture(state: ShopState, product: Product, alt: string): string | undefined {
    const shown = state.media.filter(({ id }) => product.mediaIds.includes(id))
    const [first] = shown
    if (!first) return undefined
    if (random.chance(0.5)) {
      first.alt = alt
      return alt
    }
    const added = { ...first, id: newGid(state, 'MediaImage'), alt }
    state.media.push(added)
    product.mediaIds.push(added.id)
    return alt
  }

  return { edit }
}

/** Whether the shop shows still what its staff has typed. */
export function stillShows(
  { media, products }: ShopState,
  { productId, gid, field, value }: MerchantEdit,
): boolean {
  if (field === 'deleted') return !products.some((known) => ourIdOf(known) === productId)
  const product = products.find(({ id }) => id === gid)
  if (!product) return false
  switch (field) {
    case 'title':
      return product.title === value
    case 'description':
      return product.descriptionHtml.includes(value)
    case 'prices':
      return product.variants.some(({ price }) => price === value)
    case 'tags':
      return product.tags.includes(value)
    case 'pictures':
      return media.some(({ id, alt }) => alt === value && product.mediaIds.includes(id))
    case 'status':
      return product.status === value
  }
}

const TIMES = new Set(['createdAt', 'updatedAt', 'publishedAt'])

/** A product as its shop shows it, as one text, without times and the ids that only the shop knows. */
export function textOf({ media }: ShopState, product: Product): string {
  const { mediaIds, variants, options, metafields, ...fields } = product
  const shown = {
    ...fields,
    isPublished: product.publishedAt !== null,
    options: options.map(({ name, values }) => [name, values.map((value) => value.name)]),
    variants: variants.map(({ id: _id, inventoryItemId: _item, mediaId, ...variant }) => ({
      ...variant,
      picture: mediaIds.indexOf(mediaId ?? ''),
    })),
    media: mediaIds.map((id) => media.find((each) => each.id === id)?.alt),
  }
  return JSON.stringify(shown, (name, value: unknown) => (TIMES.has(name) ? undefined : value))
}

/** Our id of a shop's product, which its unique metafield holds. */
export function ourIdOf({ metafields }: Product): string {
  return metafields[0]?.value ?? ''
}
