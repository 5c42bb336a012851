import type { ShopContext } from '../context.ts'
import { addMedia } from '../media.ts'
import {
  type Metafield,
  newGid,
  type Product,
  type ProductOption,
  type ShopState,
  type Variant,
} from '../shop-state.ts'
import {
  type Args,
  type FileInput,
  type Input,
  isSameFile,
  type MetafieldInput,
  namespaceOf,
  type OptionInput,
  type ProductFields,
  type VariantInput,
} from './input.ts'
import { writeHtml, writeTags, writeWeight } from './write-down.ts'

/** Carries out a checked productSet: fields not sent stay, lists that are sent replace. */
export const applyProductSet = async (
  ctx: ShopContext,
  { identifier, input }: Args,
  existing: Product | undefined,
): Promise<Product> => {
  const { state } = ctx.shop
  const product = existing ?? newProduct(ctx, input, identifier?.handle)
  applyFields(product, input)
  if (input.productOptions && input.variants) {
    product.options = input.productOptions.map((option) => setOption(state, product, option))
    product.variants = input.variants.map((variant) => setVariant(state, product, variant))
  }
  if (input.metafields) {
    product.metafields = input.metafields.map((field) => setMetafield(state, product, field))
  }
  if (!existing) state.products.push(product)
  const files = input.files ?? []
  if (input.files) product.mediaIds = await setFiles(ctx, files)
  for (const [index, variant] of product.variants.entries()) {
    const wanted = input.variants?.[index]?.file
    if (wanted !== undefined) variant.mediaId = mediaOf(product, files, wanted)
    // A picture that the product lost is no variant's.
    if (!product.mediaIds.includes(variant.mediaId ?? '')) variant.mediaId = null
  }
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return product
}

const newProduct = (ctx: ShopContext, input: Input, wantedHandle: string | undefined): Product => {
  const { state } = ctx.shop
  const now = ctx.now()
  return {
    id: newGid(state, 'Product'),
    handle: wantedHandle ?? freeHandle(state, input.title ?? 'product'),
    title: '',
    descriptionHtml: '',
    seo: { title: null, description: null },
    category: null,
    vendor: ctx.shop.credentials.name,
    productType: '',
    tags: [],
    status: 'ACTIVE',
    publishedAt: null,
    options: [
      {
        id: newGid(state, 'ProductOption'),
        name: 'Title',
        values: [{ id: newGid(state, 'ProductOptionValue'), name: 'Default Title' }],
      },
    ],
    variants: [defaultVariant(state)],
    mediaIds: [],
    metafields: [],
    createdAt: now,
    updatedAt: now,
  }
}

/** A handle made from the title, counted up until it is free. */
const freeHandle = (state: ShopState, title: string): string => {
  const slug =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'product'
  const taken = new Set(state.products.map((product) => product.handle))
  let handle = slug
  for (let count = 1; taken.has(handle); count += 1) handle = `${slug}-${count}`
  return handle
}

/** Sets the fields that were sent, as a shop writes them down; the others stay. */
export const applyFields = (product: Product, input: ProductFields): void => {
  product.title = input.title?.trim() ?? product.title
  product.handle = input.handle ?? product.handle
  const html = input.descriptionHtml ?? undefined
  product.descriptionHtml = html === undefined ? product.descriptionHtml : writeHtml(html)
  product.seo = {
    title: seoText(input.seo?.title, product.seo.title),
    description: seoText(input.seo?.description, product.seo.description),
  }
  if (input.category !== undefined) product.category = input.category
  product.vendor = input.vendor?.trim() ?? product.vendor
  product.productType = input.productType?.trim() ?? product.productType
  product.tags = input.tags ? writeTags(input.tags) : product.tags
  product.status = input.status ?? product.status
}

/** An empty text takes away what was set; the title and the description are shown again. */
const seoText = (given: string | null | undefined, known: string | null): string | null =>
  given === undefined || given === null ? known : given || null

const setOption = (state: ShopState, product: Product, input: OptionInput): ProductOption => {
  const name = input.name ?? ''
  const known = product.options.find((option) => option.name === name)
  return {
    id: known?.id ?? newGid(state, 'ProductOption'),
    name,
    values: (input.values ?? []).map((value) => ({
      id:
        known?.values.find((old) => old.name === value.name)?.id ??
        newGid(state, 'ProductOptionValue'),
      name: value.name ?? '',
    })),
  }
}

const defaultVariant = (state: ShopState): Variant => ({
  id: newGid(state, 'ProductVariant'),
  inventoryItemId: newGid(state, 'InventoryItem'),
  title: 'Default Title',
  sku: null,
  price: '0.00',
  compareAtPrice: null,
  options: [{ name: 'Title', value: 'Default Title' }],
  inventoryPolicy: 'DENY',
  tracked: false,
  requiresShipping: true,
  mediaId: null,
})

/** A variant without its id is a new one: the old one of the same options is removed. */
const setVariant = (state: ShopState, product: Product, input: VariantInput): Variant => {
  const known = product.variants.find((variant) => variant.id === input.id) ?? defaultVariant(state)
  const options = product.options.map((option) => ({
    name: option.name,
    value: input.optionValues.find((value) => value.optionName === option.name)?.name ?? '',
  }))
  return {
    ...known,
    options,
    title: options.map((option) => option.value).join(' / '),
    sku: input.sku ?? known.sku,
    price: toMoney(input.price ?? known.price),
    compareAtPrice: toOptionalMoney(input.compareAtPrice, known.compareAtPrice),
    inventoryPolicy: input.inventoryPolicy ?? known.inventoryPolicy,
    tracked: input.inventoryItem?.tracked ?? known.tracked,
    requiresShipping: input.inventoryItem?.requiresShipping ?? known.requiresShipping,
    weight: setWeight(input) ?? known.weight,
    cost: input.inventoryItem?.cost ?? known.cost,
  }
}

const setWeight = ({ inventoryItem }: VariantInput) => {
  const weight = inventoryItem?.measurement?.weight
  return weight && writeWeight(weight)
}

/** As Shopify writes amounts: two places. */
export const toMoney = (amount: string): string => Number(amount).toFixed(2)

/** Null removes it; left out, it stays. */
const toOptionalMoney = (
  amount: string | null | undefined,
  known: string | null,
): string | null => {
  if (amount === undefined) return known
  return amount === null ? null : toMoney(amount)
}

const setMetafield = (state: ShopState, product: Product, input: MetafieldInput): Metafield => {
  const namespace = namespaceOf(input)
  const key = input.key ?? ''
  const known = product.metafields.find(
    (field) => field.namespace === namespace && field.key === key,
  )
  return {
    id: known?.id ?? newGid(state, 'Metafield'),
    namespace,
    key,
    type: input.type ?? known?.type ?? 'single_line_text_field',
    value: input.value ?? '',
  }
}

/** The picture of the product that a variant's file names, as it is listed in the same call. */
const mediaOf = (
  product: Product,
  files: readonly FileInput[],
  wanted: FileInput | null,
): string | null => {
  if (!wanted) return null
  const place = files.findIndex((file) => isSameFile(file, wanted))
  return product.mediaIds[place] ?? null
}

const setFiles = async (
  ctx: ShopContext,
  files: NonNullable<Input['files']>,
): Promise<string[]> => {
  const ids: string[] = []
  for (const file of files) {
    const known = ctx.shop.state.media.find((media) => media.id === file.id)
    if (known) known.alt = file.alt ?? known.alt
    const { originalSource, alt = null, filename = null } = file
    const media =
      known ?? (await addMedia(ctx, { originalSource: originalSource ?? '', alt, filename }))
    ids.push(media.id)
  }
  return ids
}
