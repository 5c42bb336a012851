import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { TOO_LARGE } from '../../domain/assets/inspect-artwork.ts'
import { MAX_ARTWORK_BYTES } from '../../domain/assets/schemas.ts'
import { addImageUploads, changeImages, tryImages } from '../../domain/products/change-images.ts'
import { planProduct } from '../../domain/products/create-product.ts'
import { duplicateProduct } from '../../domain/products/duplicate-product.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { listProducts } from '../../domain/products/list-products.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ImageEntry } from '../../domain/products/plan-images.ts'
import {
  imageList,
  imageUpload,
  newProduct,
  productAnswer,
  productChange,
  productQuery,
  publication,
  resting,
  retirement,
} from '../../domain/products/schemas.ts'
import { updateProduct } from '../../domain/products/update-product.ts'
import { addProduct } from '../../domain/publishing/add-product.ts'
import { archiveProduct } from '../../domain/publishing/archive-product.ts'
import { deleteProduct } from '../../domain/publishing/delete-product.ts'
import { tryAction } from '../../domain/publishing/plan/plan-action.ts'
import { planPublication } from '../../domain/publishing/plan/plan-publication.ts'
import { type PublishOptions, publishProduct } from '../../domain/publishing/publish-product.ts'
import { restoreProduct } from '../../domain/publishing/restore-product.ts'
import { retireProduct } from '../../domain/publishing/retire-product.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { uploadOnce } from '../middleware/idempotency.ts'
import {
  answers,
  answersChange,
  answersDeletion,
  answersDryRun,
  answersList,
  answersTrial,
} from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { invalid } from '../respond/invalid.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { actionPlanAnswer, planAnswer } from './plan-answer.ts'
import { presentProduct } from './present-product.ts'

const NOT_FOUND = 'Product not found'

const answersProduct = answersChange('product', productAnswer)
const answersPlannedProduct = answersDryRun({ product: productAnswer })
const answersCreated = answersChange('product', productAnswer, 201)
const answersImages = answersTrial({ product: productAnswer })
const UPLOAD_LIMITS = { maxFileBytes: MAX_ARTWORK_BYTES, tooLarge: TOO_LARGE }
const startedTask = { taskId: z.uuid(), shopifyProductId: z.string().nullable() }
const answersRest = answersTrial({ product: productAnswer }, actionPlanAnswer.shape)

export const productsApi = new Hono<HubEnv>()
  .get('/', query(productQuery), answersList('products', productAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listProducts(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    const rows = await Promise.all(page.rows.map((product) => presentProduct(ctx, product)))
    return respondList(c, 'products', page, rows)
  })
  .post(
    '/',
    query(dryRunQuery),
    body(newProduct),
    answersPlannedProduct,
    answersCreated,
    async (c) => {
      const { ctx } = c.var
      const input = c.req.valid('json')
      if (c.req.valid('query').dry_run) {
        const product = await presentProduct(ctx, await planProduct(ctx, input))
        return c.json({ dry_run: true, product })
      }
      const product = await presentProduct(ctx, await addProduct(ctx, input, c.var.workId))
      return c.json({ success: true, product }, 201)
    },
  )
  .get('/:id', answers({ product: productAnswer }), async (c) => {
    const { ctx } = c.var
    const product = await getProduct(ctx, idParam(c, NOT_FOUND))
    c.set('version', product.version)
    return c.json({ product: await presentProduct(ctx, product) })
  })
  .patch('/:id', body(productChange), answersProduct, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const seen = { version: ifMatch(c) }
    const product = await orCurrent(
      () => updateProduct(c.var.ctx, id, c.req.valid('json'), seen),
      () => readCurrent(c, id),
    )
    return respondChanged(c, product)
  })
  .delete('/:id', answersDeletion, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const seen = { version: ifMatch(c) }
    await orCurrent(
      () => deleteProduct(c.var.ctx, id, seen),
      () => readCurrent(c, id),
    )
    return c.json({ success: true })
  })
  .post('/:id/images', uploadOnce(UPLOAD_LIMITS), answersCreated, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { upload, workId } = c.var
    const fields = imageUpload.safeParse(upload.fields)
    if (!fields.success) throw invalid('Invalid request body', fields.error.issues, upload.fields)
    if (!upload.file) throw noFile()
    const uploads = [{ bytes: upload.file.bytes, alt: fields.data.alt }]
    const product = await orCurrent(
      () => addImageUploads(c.var.ctx, id, uploads, { workId, version: ifMatch(c) }),
      () => readCurrent(c, id),
    )
    c.set('version', product.version)
    return c.json({ success: true, product: await presentProduct(c.var.ctx, product) }, 201)
  })
  .put('/:id/images', query(dryRunQuery), body(imageList), answersImages, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const dryRun = c.req.valid('query').dry_run
    const change = dryRun ? tryImages : changeImages
    const entries = c.req.valid('json').map(toEntry)
    const product = await orCurrent(
      () => change(c.var.ctx, id, entries, { version: ifMatch(c) }),
      () => readCurrent(c, id),
    )
    const shown = { product: await presentProduct(c.var.ctx, product) }
    return respondChange(c, { dryRun, version: product.version }, shown)
  })
  .post(
    '/:id/publish',
    query(dryRunQuery),
    answersTrial(startedTask, planAnswer.shape, 202),
    async (c) => {
      const id = idParam(c, NOT_FOUND)
      const options = publishOptions(await optionalJson(c, publication))
      if (c.req.valid('query').dry_run) {
        return c.json({ dry_run: true, ...(await planPublication(c.var.ctx, id, options)) })
      }
      const version = ifMatch(c)
      const started = await orCurrent(
        () => publishProduct(c.var.ctx, id, { ...options, version }),
        () => readCurrent(c, id),
      )
      return c.json({ success: true, ...started }, 202)
    },
  )
  .post('/:id/duplicate', answersCreated, async (c) => {
    const copy = await duplicateProduct(c.var.ctx, idParam(c, NOT_FOUND), c.var.workId)
    return c.json({ success: true, product: await presentProduct(c.var.ctx, copy) }, 201)
  })
  .post('/:id/retire', query(dryRunQuery), answersRest, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { reason, plan_id: planId } = await optionalJson(c, retirement)
    if (c.req.valid('query').dry_run) return respondPlan(c, id, { action: 'retire', planId })
    return respondChanged(c, await retireProduct(c.var.ctx, id, reason, { planId }))
  })
  .post('/:id/restore', query(dryRunQuery), answersRest, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { plan_id: planId } = await optionalJson(c, resting)
    if (c.req.valid('query').dry_run) return respondPlan(c, id, { action: 'restore', planId })
    return respondChanged(c, await restoreProduct(c.var.ctx, id, { planId }))
  })
  .post('/:id/archive', query(dryRunQuery), answersRest, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { plan_id: planId } = await optionalJson(c, resting)
    if (c.req.valid('query').dry_run) return respondPlan(c, id, { action: 'archive', planId })
    return respondChanged(c, await archiveProduct(c.var.ctx, id, { planId }))
  })

function publishOptions(said: z.output<typeof publication>): PublishOptions {
  const { accept_undelivered, accept_low_dpi, plan_id: planId, target, overwrite } = said
  const accepts = { undelivered: accept_undelivered, lowDpi: accept_low_dpi }
  return { accepts, planId, target, overwrite }
}

/** What a dry run of retiring, restoring or archiving finds. */
async function respondPlan(
  c: HonoContext<HubEnv>,
  id: string,
  asked: Parameters<typeof tryAction>[2],
): Promise<Response> {
  return c.json({ dry_run: true, ...(await tryAction(c.var.ctx, id, asked)) })
}

function toEntry({
  id,
  asset_id,
  mockup_id,
  ...given
}: z.output<typeof imageList>[number]): ImageEntry {
  if (asset_id) return { ...given, id: asset_id, kind: 'asset' }
  if (mockup_id) return { ...given, id: mockup_id, kind: 'mockup' }
  return { ...given, id: id ?? '', kind: 'image' }
}

function noFile(): AppError {
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/file', message: 'Send the file in the field "file"' }],
  })
}

/** What is there now, for an answer of 412. */
async function readCurrent(c: HonoContext<HubEnv>, id: string) {
  return { product: await presentProduct(c.var.ctx, await getProduct(c.var.ctx, id)) }
}

async function respondChanged(c: HonoContext<HubEnv>, product: FullProduct): Promise<Response> {
  return c.json({ success: true, product: await presentProduct(c.var.ctx, product) })
}
