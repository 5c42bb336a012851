import { Hono, type Context as HonoContext } from 'hono'
import type * as z from 'zod'
import { duplicateProduct } from '../../domain/products/duplicate-product.ts'
import { findProductRow, getProduct, getProductRow } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { newProduct, productChange } from '../../domain/products/schemas.ts'
import { updateProduct } from '../../domain/products/update-product.ts'
import { addProduct } from '../../domain/publishing/add-product.ts'
import { deleteProduct } from '../../domain/publishing/delete-product.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { variantValue } from '../../views/products/finishes.ts'
import { printWords } from '../../views/products/print-words.ts'
import type { ProductValues, Queue } from '../../views/products/product-form.tsx'
import { newProductPath, productPath } from '../../views/products/product-path.ts'
import { saleWords } from '../../views/products/sale-words.ts'
import { createdWords, productWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { changeProducts } from './change-products.tsx'
import { readSearches } from './choices.ts'
import { productChangesPages } from './product-changes.tsx'
import { saveDownloads } from './product-downloads.ts'
import {
  inOrderOf,
  movePicture,
  productFormErrors,
  readProductForm,
  readQueue,
  toProductInput,
  versionOf,
  workIdOf,
} from './product-form.ts'
import { productShopPages } from './product-shop.tsx'
import { PRODUCT_NOT_FOUND, refuseAction, showProduct } from './show-product.tsx'
import { type RefusedForm, showEditProduct, showNewProduct } from './show-product-form.tsx'
import { showProducts } from './show-products.tsx'

export const productsPages = new Hono<HubEnv>()
  .get('/', (c) => showProducts(c))
  .get('/new', (c) => showNewProduct(c))
  .get('/:id', (c) => showProduct(c, idParam(c, PRODUCT_NOT_FOUND)))
  .get('/:id/edit', (c) => showEditProduct(c, idParam(c, PRODUCT_NOT_FOUND)))
  .route('/', productShopPages)
  .route('/', productChangesPages)
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const values = readProductForm(body)
    const queue = readQueue(body)
    const read = readAs(newProduct, values, { publish_immediately: values.publish })
    if ('refused' in read) return showNewProduct(c, { ...read.refused, queue })
    try {
      const product = await addProduct(c.var.ctx, read.input, workIdOf(values))
      return redirectWith(c, pathAfter(product, queue), createdToast(product, queue))
    } catch (cause) {
      const refused = await createdAlready(c, values, toRefusal(cause, values))
      return showNewProduct(c, { ...refused, queue })
    }
  })
  .post('/new', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const values = movePicture(readProductForm(body), body)
    const shown = { values, errors: {}, status: 200, searches: readSearches(body) } as const
    return showNewProduct(c, { ...shown, queue: readQueue(body) })
  })
  .post('/bulk', limitForm, changeProducts)
  .post('/:id/edit', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const body = await c.req.parseBody({ all: true })
    const values = movePicture(await readEdit(c, id), body)
    const shown = { values, errors: {}, status: 200, searches: readSearches(body) } as const
    return showEditProduct(c, id, shown)
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const values = await readEdit(c, id)
    const read = readAs(productChange, values)
    if ('refused' in read) return showEditProduct(c, id, read.refused)
    try {
      const { title, status } = await updateProduct(c.var.ctx, id, read.input, {
        version: versionOf(values),
      })
      const text = status === 'active' ? createdWords.savedLive(title) : createdWords.saved(title)
      return redirectWith(c, productPath(id), { tone: 'sage', text })
    } catch (cause) {
      return showEditProduct(c, id, toRefusal(cause, values))
    }
  })
  .post('/:id/accept-print', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      const { title } = await updateProduct(c.var.ctx, id, { accept_low_dpi: true })
      return redirectWith(c, productPath(id), { tone: 'sage', text: printWords.done(title) })
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .post('/:id/duplicate', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const workId = workIdOf(readProductForm(await c.req.parseBody()))
    const copy = await duplicateProduct(c.var.ctx, id, workId)
    const toast = { tone: 'sage', text: createdWords.duplicated(copy.title) } as const
    return redirectWith(c, productPath(copy.id, 'edit'), toast)
  })
  .post('/:id/delivery', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      await saveDownloads(c, id, await c.req.parseBody())
      return redirectWith(c, productPath(id), { tone: 'sage', text: saleWords.saved })
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .post('/:id/delivery/find', limitForm, async (c) => {
    return showProduct(c, idParam(c, PRODUCT_NOT_FOUND), { sent: await c.req.parseBody() })
  })
  .post('/:id/delete', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const version = versionOf(readProductForm(await c.req.parseBody()))
    try {
      const { title } = await getProductRow(c.var.ctx, id)
      await deleteProduct(c.var.ctx, id, { version })
      return redirectWith(c, '/products', { tone: 'sage', text: productWords.deleted(title) })
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })

/** On to the next artwork, or the list after the last one; else to what was made. */
function pathAfter({ id }: FullProduct, queue: Queue | undefined): string {
  return queue ? newProductPath(queue) : productPath(id)
}

function createdToast(product: FullProduct, queue: Queue | undefined): ToastProps {
  const { title, status, publish_state, sync_error, publish_shop } = product
  const left = queue?.next.length ?? 0
  const rest = !queue
    ? ''
    : left > 0
      ? ` ${createdWords.left(left)}`
      : ` ${createdWords.last(queue.of)}`
  if (publish_state === 'failed') {
    const text = `${createdWords.failed(title, sync_error ?? '')}${rest}`
    return { tone: 'amber', text, link: { href: productPath(product.id), label: title } }
  }
  if (publish_shop && publish_state !== 'idle') {
    return { tone: 'sage', text: `${createdWords.toBePublished(title, publish_shop)}${rest}` }
  }
  if (status !== 'pending') return { tone: 'sage', text: `${createdWords.created(title)}${rest}` }
  const link = { href: '/approvals?type=product', label: createdWords.review }
  return { tone: 'sage', text: `${createdWords.forApproval(title)}${rest}`, link }
}

/** The form of a product that is there; ticks keep the order that its variants have. */
async function readEdit(c: HonoContext<HubEnv>, id: string): Promise<ProductValues> {
  const values = readProductForm(await c.req.parseBody({ all: true }))
  const { variants } = await getProduct(c.var.ctx, id)
  return inOrderOf(values, variants.map(variantValue))
}

/** A form that made a product before: whoever sends it on makes another one, or changes that one. */
async function createdAlready(
  c: HonoContext<HubEnv>,
  values: ProductValues,
  refused: RefusedForm,
): Promise<RefusedForm> {
  const workId = workIdOf(values)
  const created = workId && (await findProductRow(c.var.ctx, workId))
  if (!created) return refused
  return {
    values: { ...values, work_id: newId(), version: String(created.version) },
    errors: {},
    status: 409,
    created,
  }
}

type Read<Input> = { input: Input } | { refused: RefusedForm }

function readAs<Schema extends z.ZodType>(
  schema: Schema,
  values: ProductValues,
  more: Record<string, unknown> = {},
): Read<z.output<Schema>> {
  const { input, errors } = toProductInput(values)
  const parsed = schema.safeParse({ ...input, ...more })
  if (parsed.success && Object.keys(errors).length === 0) return { input: parsed.data }
  const issues = parsed.error?.issues ?? []
  const found = issues.map(({ path, message }) => ({
    pointer: path.map((step) => `/${String(step)}`).join(''),
    message,
  }))
  const all = { ...productFormErrors(found, values), ...errors }
  return { refused: { values, errors: all, status: 400 } }
}

/** What the form says of a product that was refused; anything else is thrown on. */
function toRefusal(cause: unknown, values: ProductValues): RefusedForm {
  if (!(cause instanceof AppError)) throw cause
  switch (cause.code) {
    case 'invalid':
      return { values, errors: productFormErrors(cause.errors, values), status: 400 }
    case 'precondition_failed':
      return { values, errors: {}, status: 412 }
    case 'not_found':
    case 'conflict':
      return {
        values,
        errors: { [fieldOf(cause)]: cause.message },
        status: cause.code === 'conflict' ? 409 : 404,
      }
    default:
      throw cause
  }
}

/** The field that named something which is gone. */
function fieldOf({ message }: AppError): string {
  if (message.startsWith('Quote')) return 'quote_id'
  return message.startsWith('Asset') ? 'asset_id' : 'picture'
}
