import type { Context, Hono } from 'hono'
import type { ShopEnv } from '../context.ts'
import {
  deleteProduct,
  editProduct,
  isNamed,
  type ProductEdit,
  productEditSchema,
} from '../edit-product.ts'
import { numberOf, type Product } from '../shop-state.ts'
import type { AdminNotice } from './admin-page.ts'

/** What a form was answered with: a redirect names it, since a page keeps nothing. */
const NOTICES: Record<string, AdminNotice> = {
  saved: { tone: 'good', text: 'Saved at the shop. The hub was not told.' },
  same: { tone: 'good', text: 'Nothing was changed.' },
  deleted: { tone: 'good', text: 'The product was deleted at the shop. The hub was not told.' },
}

/** The notice that a page shows after a form. */
export const noticeOf = (c: Context): AdminNotice | undefined => {
  const refusal = c.req.query('refused')
  if (refusal) return { tone: 'bad', text: `Nothing was saved. ${refusal}` }
  return NOTICES[c.req.query('done') ?? '']
}

type Fields = Record<string, string>

/** The forms of a product's admin page, each posted to the sandbox itself. */
export const mountAdminForms = (app: Hono<ShopEnv>): void => {
  app.post('/admin/products/:number', (c) => save(c, editOf))
  app.post('/admin/products/:number/media', (c) =>
    save(c, (_product, { alt, colour }) => ({ media: { add: [{ alt: alt || null, colour }] } })),
  )
  app.post('/admin/products/:number/media/:media', (c) => {
    const id = c.req.param('media')
    return save(c, (_product, { alt = '' }) => ({ media: { alt: [{ id, alt }] } }))
  })
  app.post('/admin/products/:number/media/:media/remove', (c) => {
    const id = c.req.param('media')
    return save(c, () => ({ media: { remove: [id] } }))
  })
  app.post('/admin/products/:number/delete', (c) => {
    const { ctx } = c.var
    const product = productOf(c)
    if (product) deleteProduct(ctx, product)
    return c.redirect(`${ctx.base}/admin/products${product ? '?done=deleted' : ''}`, 303)
  })
}

/** The product that a page's address names. */
export const productOf = (c: Context<ShopEnv>): Product | undefined =>
  c.var.ctx.shop.state.products.find(({ id }) => isNamed(id, c.req.param('number') ?? ''))

const save = async (
  c: Context<ShopEnv>,
  read: (product: Product, fields: Fields) => unknown,
): Promise<Response> => {
  const { ctx } = c.var
  const product = productOf(c)
  if (!product) return c.redirect(`${ctx.base}/admin/products`, 303)
  const url = `${ctx.base}/admin/products/${numberOf(product.id)}`
  const edit = productEditSchema.safeParse(read(product, await fieldsOf(c)))
  const refusal = edit.success
    ? await editUnlessEmpty(c, product, edit.data)
    : edit.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ')
  if (refusal === 'same') return c.redirect(`${url}?done=same`, 303)
  if (refusal !== undefined) return c.redirect(`${url}?refused=${encodeURIComponent(refusal)}`, 303)
  return c.redirect(`${url}?done=saved`, 303)
}

const editUnlessEmpty = async (c: Context<ShopEnv>, product: Product, edit: ProductEdit) =>
  Object.keys(edit).length === 0 ? 'same' : editProduct(c.var.ctx, product, edit)

/** A form ends its lines with CR LF, whatever was in the field. */
const fieldsOf = async (c: Context<ShopEnv>): Promise<Fields> => {
  const form = await c.req.formData()
  const texts = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')] as const] : [],
  )
  return Object.fromEntries(texts)
}

/** Only what differs from what the shop has: a form says everything, whatever was meant. */
const editOf = (product: Product, fields: Fields): Record<string, unknown> => {
  const given = {
    title: fields.title,
    descriptionHtml: fields.descriptionHtml,
    vendor: fields.vendor,
    productType: fields.productType,
    handle: fields.handle,
    status: fields.status,
  }
  const changed = Object.entries(given).filter(
    ([name, value]) => value !== undefined && value !== Reflect.get(product, name),
  )
  const tags = (fields.tags ?? product.tags.join(',')).split(',').map((tag) => tag.trim())
  const seo = seoOf(product, fields)
  const variants = variantsOf(product, fields)
  return {
    ...Object.fromEntries(changed),
    ...(tags.filter(Boolean).join('\n') === product.tags.join('\n')
      ? {}
      : { tags: tags.filter(Boolean) }),
    ...(seo ? { seo } : {}),
    ...(variants.length > 0 ? { variants } : {}),
  }
}

const seoOf = (product: Product, { seoTitle, seoDescription }: Fields) => {
  const title = seoTitle === undefined ? product.seo.title : seoTitle || null
  const description =
    seoDescription === undefined ? product.seo.description : seoDescription || null
  const isSame = title === product.seo.title && description === product.seo.description
  return isSame ? undefined : { title, description }
}

const variantsOf = (product: Product, fields: Fields) =>
  product.variants.flatMap((variant) => {
    const number = numberOf(variant.id)
    const price = fields[`price:${number}`] ?? variant.price
    const compare = fields[`compare:${number}`] ?? variant.compareAtPrice ?? ''
    const isSame = price === variant.price && compare === (variant.compareAtPrice ?? '')
    return isSame ? [] : [{ id: variant.id, price, compareAtPrice: compare || null }]
  })
