import * as z from 'zod'
import { moveProduct } from './collections.ts'
import type { ShopContext } from './context.ts'
import { addOwnPicture } from './media.ts'
import { toMoney } from './product-set/apply.ts'
import { writeHtml, writeTags } from './product-set/write-down.ts'
import { newGid, numberOf, type Product, type Variant } from './shop-state.ts'

const price = z
  .union([z.string().regex(/^\d{1,12}(\.\d{1,2})?$/), z.number().nonnegative()])
  .transform((amount) => toMoney(String(amount)))

const variantEdit = z
  .strictObject({
    id: z.string().optional(),
    sku: z.string().optional(),
    price: price.optional(),
    compareAtPrice: price.nullable().optional(),
    remove: z.literal(true).optional(),
  })
  .refine(({ id, sku }) => (id ?? sku) !== undefined, 'id or sku is required')

const newVariant = z.strictObject({
  options: z.record(z.string(), z.string().min(1)),
  sku: z.string().nullable().default(null),
  price,
})

const mediaEdit = z.strictObject({
  remove: z.array(z.string()).optional(),
  alt: z.array(z.strictObject({ id: z.string(), alt: z.string().max(512) })).optional(),
  /** Those named come first, in this order. */
  reorder: z.array(z.string()).optional(),
  add: z
    .array(
      z.strictObject({
        alt: z.string().max(512).nullable().default(null),
        filename: z.string().default('added-at-the-shop.png'),
        colour: z
          .string()
          .regex(/^#[\da-f]{6}$/i)
          .default('#a3b18a'),
      }),
    )
    .max(20)
    .optional(),
})

/** What the shop's own staff may change of a product; ids are global ids or their numbers. */
export const productEditSchema = z.strictObject({
  title: z.string().trim().min(1).max(255).optional(),
  descriptionHtml: z.string().optional(),
  vendor: z.string().optional(),
  productType: z.string().optional(),
  tags: z.array(z.string().min(1)).optional(),
  handle: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional(),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']).optional(),
  seo: z
    .strictObject({
      title: z.string().nullable().optional(),
      description: z.string().nullable().optional(),
    })
    .optional(),
  category: z.string().nullable().optional(),
  /** Whether the Online Store has it. */
  published: z.boolean().optional(),
  /** The handles of all collections that it is to be in. */
  collections: z.array(z.string()).optional(),
  variants: z.array(variantEdit).optional(),
  addVariant: newVariant.optional(),
  media: mediaEdit.optional(),
})

export type ProductEdit = z.infer<typeof productEditSchema>
type EditContext = Pick<ShopContext, 'shop' | 'pictures' | 'now'>

export const isNamed = (gid: string, id: string): boolean => gid === id || numberOf(gid) === id

/** Edits a product as the shop's staff would; answers why not, and then nothing has changed. */
export const editProduct = async (
  ctx: EditContext,
  product: Product,
  edit: ProductEdit,
): Promise<string | undefined> => {
  const refusal = refuse(ctx, product, edit)
  if (refusal !== undefined) return refusal
  const { seo, published, collections, variants = [], addVariant, media, ...fields } = edit
  Object.assign(product, withoutUndefined(fields))
  if (fields.descriptionHtml) product.descriptionHtml = writeHtml(fields.descriptionHtml)
  if (fields.tags) product.tags = writeTags(fields.tags)
  product.seo = { ...product.seo, ...withoutUndefined(seo ?? {}) }
  if (published !== undefined) product.publishedAt = published ? ctx.now() : null
  editVariants(product, variants)
  if (addVariant) appendVariant(ctx, product, addVariant)
  if (collections) {
    const [join, leave] = [true, false].map((isWanted) =>
      ctx.shop.state.collections
        .filter(({ handle }) => collections.includes(handle) === isWanted)
        .map(({ id }) => id),
    )
    moveProduct(ctx.shop.state, product, { join: join ?? [], leave: leave ?? [] })
  }
  if (media) await editMedia(ctx, product, media)
  touch(ctx, product)
  return undefined
}

/** Removes a product from the shop; its pictures stay among the shop's files. */
export const deleteProduct = ({ shop }: EditContext, product: Product): void => {
  shop.state.products = shop.state.products.filter((known) => known !== product)
  const leave = shop.state.collections.map(({ id }) => id)
  moveProduct(shop.state, product, { join: [], leave })
  shop.save()
}

/** Two edits within a millisecond still differ in time. */
const touch = ({ shop, now }: EditContext, product: Product): void => {
  product.updatedAt = Math.max(now(), product.updatedAt + 1)
  shop.save()
}

const withoutUndefined = <T extends Record<string, unknown>>(values: T): Partial<T> => {
  const kept: Partial<T> = { ...values }
  for (const name in kept) if (kept[name] === undefined) delete kept[name]
  return kept
}

const refuse = ({ shop }: EditContext, product: Product, edit: ProductEdit): string | undefined => {
  const { handle, variants = [], addVariant, media } = edit
  const isTaken = shop.state.products.some((known) => known !== product && known.handle === handle)
  if (isTaken) return `Handle '${handle}' already in use. Please provide a new handle.`
  const known = new Set(shop.state.collections.map((collection) => collection.handle))
  const strange = edit.collections?.find((each) => !known.has(each))
  if (strange !== undefined) return `No such collection: ${strange}`
  const missing = variants.find((change) => !findVariant(product, change))
  if (missing) return `No such variant: ${missing.id ?? missing.sku}`
  const removed = new Set(
    variants.filter((change) => change.remove).map((c) => findVariant(product, c)),
  )
  if (removed.size === product.variants.length && !addVariant) return 'A product has a variant.'
  if (addVariant && product.options.some(({ name }) => !addVariant.options[name])) {
    return `A variant has a value for ${product.options.map(({ name }) => name).join(' and ')}`
  }
  const named = [...(media?.remove ?? []), ...(media?.reorder ?? [])]
  const pictures = [...named, ...(media?.alt ?? []).map(({ id }) => id)]
  const unknown = pictures.find((id) => !product.mediaIds.some((gid) => isNamed(gid, id)))
  return unknown === undefined ? undefined : `No such picture of this product: ${unknown}`
}

const findVariant = (product: Product, { id, sku }: { id?: string; sku?: string }) =>
  product.variants.find((known) => (id === undefined ? known.sku === sku : isNamed(known.id, id)))

const editVariants = (
  product: Product,
  changes: readonly NonNullable<ProductEdit['variants']>[number][],
): void => {
  for (const change of changes) {
    const variant = findVariant(product, change)
    if (!variant) continue
    variant.price = change.price ?? variant.price
    if (change.compareAtPrice !== undefined) variant.compareAtPrice = change.compareAtPrice
    // The SKU is changed only where the id says which variant is meant.
    if (change.id !== undefined) variant.sku = change.sku ?? variant.sku
    if (change.remove) product.variants = product.variants.filter((known) => known !== variant)
  }
  for (const option of product.options) {
    option.values = option.values.filter(({ name }) =>
      product.variants.some(({ options }) => hasValue(options, option.name, name)),
    )
  }
}

const hasValue = (options: Variant['options'], name: string, value: string): boolean =>
  options.some((chosen) => chosen.name === name && chosen.value === value)

const appendVariant = (
  { shop }: EditContext,
  product: Product,
  { options, sku, price }: z.infer<typeof newVariant>,
): void => {
  const chosen = product.options.map(({ name }) => ({ name, value: options[name] ?? '' }))
  for (const option of product.options) {
    const name = options[option.name] ?? ''
    if (option.values.some((value) => value.name === name)) continue
    option.values.push({ id: newGid(shop.state, 'ProductOptionValue'), name })
  }
  product.variants.push({
    id: newGid(shop.state, 'ProductVariant'),
    inventoryItemId: newGid(shop.state, 'InventoryItem'),
    title: chosen.map(({ value }) => value).join(' / '),
    sku,
    price,
    compareAtPrice: null,
    options: chosen,
    inventoryPolicy: 'DENY',
    tracked: false,
    requiresShipping: true,
    mediaId: null,
  })
}

const editMedia = async (
  ctx: EditContext,
  product: Product,
  { remove = [], alt = [], reorder = [], add = [] }: z.infer<typeof mediaEdit>,
): Promise<void> => {
  for (const { id, alt: text } of alt) {
    const media = ctx.shop.state.media.find((known) => isNamed(known.id, id))
    if (media) media.alt = text || null
  }
  for (const picture of add) product.mediaIds.push((await addOwnPicture(ctx, picture)).id)
  const left = product.mediaIds.filter((gid) => !remove.some((id) => isNamed(gid, id)))
  const placeOf = (gid: string): number => {
    const place = reorder.findIndex((id) => isNamed(gid, id))
    return place < 0 ? reorder.length : place
  }
  product.mediaIds = left.toSorted((one, other) => placeOf(one) - placeOf(other))
  for (const variant of product.variants) {
    if (!product.mediaIds.includes(variant.mediaId ?? '')) variant.mediaId = null
  }
}
