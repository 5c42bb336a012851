import * as z from 'zod'
import type { ShopContext } from './context.ts'
import { viewProduct } from './product-view.ts'

const argsSchema = z.object({
  product: z
    .object({
      id: z.string().nullish(),
      title: z.string().nullish(),
      handle: z.string().nullish(),
      descriptionHtml: z.string().nullish(),
      vendor: z.string().nullish(),
      productType: z.string().nullish(),
      tags: z.array(z.string()).nullish(),
      status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']).nullish(),
    })
    .nullish(),
})

/** productUpdate: changes the fields that are sent and leaves variants and pictures alone. */
export const updateProduct = (ctx: ShopContext, raw: unknown) => {
  const input = argsSchema.parse(raw).product ?? {}
  const { products } = ctx.shop.state
  const product = products.find((known) => known.id === input.id)
  if (!product) {
    return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  }
  if (products.some((known) => known !== product && known.handle === input.handle)) {
    const message = `Handle '${input.handle}' already in use. Please provide a new handle.`
    return { product: null, userErrors: [{ field: ['handle'], message }] }
  }
  product.title = input.title ?? product.title
  product.handle = input.handle ?? product.handle
  product.descriptionHtml = input.descriptionHtml ?? product.descriptionHtml
  product.vendor = input.vendor ?? product.vendor
  product.productType = input.productType ?? product.productType
  product.tags = input.tags ?? product.tags
  product.status = input.status ?? product.status
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return { product: viewProduct(ctx, product), userErrors: [] }
}

const tagArgsSchema = z.object({ id: z.string(), tags: z.array(z.string()) })

/** tagsAdd and tagsRemove: `change` makes the new list of the old; tags compare without case. */
const changeTags = (
  ctx: ShopContext,
  raw: unknown,
  change: (tags: string[], named: string[]) => string[],
) => {
  const { id, tags } = tagArgsSchema.parse(raw)
  const product = ctx.shop.state.products.find((known) => known.id === id)
  if (!product) {
    return { node: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  }
  product.tags = change(product.tags, tags)
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return { node: viewProduct(ctx, product), userErrors: [] }
}

const has = (tags: readonly string[], tag: string): boolean =>
  tags.some((known) => known.toLowerCase() === tag.toLowerCase())

export const addTags = (ctx: ShopContext, raw: unknown) =>
  changeTags(ctx, raw, (tags, named) => [...tags, ...named.filter((tag) => !has(tags, tag))])

export const removeTags = (ctx: ShopContext, raw: unknown) =>
  changeTags(ctx, raw, (tags, named) => tags.filter((tag) => !has(named, tag)))
