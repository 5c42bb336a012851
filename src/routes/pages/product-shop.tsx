import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { getProductRow } from '../../domain/products/get-product.ts'
import { lockableField, retirement } from '../../domain/products/schemas.ts'
import { archiveProduct } from '../../domain/publishing/archive-product.ts'
import { lockFields } from '../../domain/publishing/drift/lock-fields.ts'
import { lookAtShop } from '../../domain/publishing/drift/look-at-shop.ts'
import { publishProduct } from '../../domain/publishing/publish-product.ts'
import { restoreProduct } from '../../domain/publishing/restore-product.ts'
import { resumePublishing } from '../../domain/publishing/resume-publishing.ts'
import { retireProduct } from '../../domain/publishing/retire-product.ts'
import { AppError } from '../../errors.ts'
import { driftWords, lockWords } from '../../views/products/drift-words.ts'
import { productPath } from '../../views/products/product-path.ts'
import { productWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { acceptsOf } from './accepts.ts'
import { decideFields, showDrift } from './show-drift.tsx'
import { planForm, showPlan } from './show-plan.tsx'
import { LOOK_AGE_MS, PRODUCT_NOT_FOUND, refuseAction, showProduct } from './show-product.tsx'

const form = z.object({
  version: z.coerce.number<string>().int().optional().catch(undefined),
  plan_id: z.string().optional().catch(undefined),
})

/** What a product is at the shop: looked at, planned, decided about and done. */
export const productShopPages = new Hono<HubEnv>()
  .get('/:id/plan', async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      return await showPlan(c, id, c.req.query())
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .get('/:id/look', async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const { kind } = await lookAtShop(c.var.ctx, id, { maxAgeMs: LOOK_AGE_MS })
    return showProduct(c, id, { looked: kind === 'unreachable' ? 'failed' : 'done' })
  })
  .post('/:id/look', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const look = await lookAtShop(c.var.ctx, id, { maxAgeMs: 0 })
    const toast =
      look.kind === 'unreachable'
        ? ({ tone: 'amber', text: productWords.lookRefused(look.reason) } as const)
        : ({ tone: 'sage', text: productWords.looked } as const)
    return redirectWith(c, productPath(id), toast)
  })
  .get('/:id/drift', async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      return await showDrift(c, id)
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .post('/:id/drift', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    try {
      return await decideFields(c, id, await c.req.parseBody())
    } catch (cause) {
      if (!isOtherPlan(cause)) return refuseAction(c, id, cause)
      return showDrift(c, id, { status: 409, sentence: driftWords.changedAgain })
    }
  })
  .post('/:id/locks', limitForm, async (c) => {
    const id = idParam(c, PRODUCT_NOT_FOUND)
    const body = await c.req.parseBody({ all: true })
    const fields = z
      .array(lockableField)
      .catch([])
      .parse([body.field ?? []].flat())
    try {
      await lockFields(c.var.ctx, id, fields, form.parse(body))
      return redirectWith(c, productPath(id), { tone: 'sage', text: lockWords.saved })
    } catch (cause) {
      return refuseAction(c, id, cause)
    }
  })
  .post('/:id/publish', limitForm, (c) =>
    act(c, 'publish', (id, body, asked) =>
      publishProduct(c.var.ctx, id, {
        ...asked,
        accepts: acceptsOf(body),
        target: planForm.parse(body).target,
      }),
    ),
  )
  .post('/:id/retry', limitForm, (c) => act(c, 'retry', (id) => resumePublishing(c.var.ctx, id)))
  .post('/:id/retire', limitForm, (c) =>
    act(c, 'retire', (id, body, asked) => {
      const { reason } = retirement.catch({ reason: 'manual' }).parse({ reason: body.reason })
      return retireProduct(c.var.ctx, id, reason, asked)
    }),
  )
  .post('/:id/restore', limitForm, (c) =>
    act(c, 'restore', (id, _body, asked) => restoreProduct(c.var.ctx, id, asked)),
  )
  .post('/:id/archive', limitForm, (c) =>
    act(c, 'archive', (id, _body, asked) => archiveProduct(c.var.ctx, id, asked)),
  )

type Asked = { planId: string | undefined; version: number | undefined }
type Verb = (id: string, body: Record<string, unknown>, asked: Asked) => Promise<unknown>

/**
 * Does it and redirects to the product; what Shopify has to confirm first is said on the page. What
 * is not what was confirmed, or is not decided on, is shown as a plan.
 */
async function act(c: HonoContext<HubEnv>, action: string, verb: Verb): Promise<Response> {
  const id = idParam(c, PRODUCT_NOT_FOUND)
  const body = await c.req.parseBody()
  const { plan_id: planId, version } = form.parse(body)
  try {
    await verb(id, body, { planId, version })
  } catch (cause) {
    if (!isOtherPlan(cause)) return refuseAction(c, id, cause)
    return showPlan(c, id, { ...body, action }, 409)
  }
  const path = productPath(id)
  const { publish_state, status, title } = await getProductRow(c.var.ctx, id)
  if (publish_state !== 'idle') return c.redirect(path, 303)
  const undo = status === 'archived' ? { action: `${path}/restore`, values: {} } : undefined
  return redirectWith(c, path, { tone: 'sage', text: productWords.now[status](title), undo })
}

function isOtherPlan(cause: unknown): boolean {
  return (
    cause instanceof AppError && (cause.code === 'plan_changed' || cause.code === 'shop_changed')
  )
}
