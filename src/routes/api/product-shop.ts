import { Hono } from 'hono'
import * as z from 'zod'
import { boundedList } from '../../distinct-list.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { lockChange, productAnswer } from '../../domain/products/schemas.ts'
import { decideDrift, tryDecisions } from '../../domain/publishing/drift/decide-drift.ts'
import { lockFields, tryLocks } from '../../domain/publishing/drift/lock-fields.ts'
import { readDrift } from '../../domain/publishing/drift/read-drift.ts'
import { planAction } from '../../domain/publishing/plan/plan-action.ts'
import { PLAN_ACTIONS, PLAN_TARGETS } from '../../domain/publishing/plan/plan-changes.ts'
import { FIELDS } from '../../domain/publishing/sides/fields.ts'
import { eitherCase } from '../../either-case.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersTrial } from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { body, query } from '../respond/validate.ts'
import { actionPlanAnswer } from './plan-answer.ts'
import { presentProduct } from './present-product.ts'

const NOT_FOUND = 'Product not found'
const SEEN_CHARACTERS = 16

const planQuery = z.object({
  action: z.enum(PLAN_ACTIONS).default('publish'),
  target: z.enum(PLAN_TARGETS).optional(),
})
const fieldValue = z.union([z.string(), z.array(z.string())]).nullable()
const driftAnswer = {
  shop_domain: z.string(),
  fields: z.array(
    z.strictObject({
      field: z.enum(FIELDS),
      hub: fieldValue,
      published: fieldValue,
      shop: fieldValue,
      locked: z.boolean(),
      undecided: z.boolean(),
      seen: z.string(),
      changed_since: z.iso.datetime().nullable(),
    }),
  ),
  looked_at: z.iso.datetime().nullable(),
  unreachable: z.string().nullable(),
}
const decision = z.strictObject({
  field: z.enum(FIELDS),
  take: z.enum(['hub', 'shop']),
  seen: z.string().length(SEEN_CHARACTERS).optional(),
})
const driftChange = eitherCase(
  z.strictObject({ decisions: boundedList(decision, { min: 1, max: FIELDS.length }) }),
)
const answersLocked = answersTrial({ product: productAnswer })
const answersDecided = answersTrial(driftAnswer)

/** What a product's shop shows: what an action would change there, what was changed, what is left. */
export const productShopApi = new Hono<HubEnv>()
  .get('/:id/plan', query(planQuery), answers(actionPlanAnswer.shape), async (c) => {
    const id = idParam(c, NOT_FOUND)
    return c.json(await planAction(c.var.ctx, id, c.req.valid('query')))
  })
  .get('/:id/drift', answers(driftAnswer), async (c) => {
    return c.json(await readDrift(c.var.ctx, idParam(c, NOT_FOUND)))
  })
  .post('/:id/drift', query(dryRunQuery), body(driftChange), answersDecided, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { decisions } = c.req.valid('json')
    const dryRun = c.req.valid('query').dry_run
    const decide = dryRun ? tryDecisions : decideDrift
    return respondChange(c, { dryRun }, await decide(c.var.ctx, id, decisions))
  })
  .put('/:id/locks', query(dryRunQuery), body(lockChange), answersLocked, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { fields } = c.req.valid('json')
    const dryRun = c.req.valid('query').dry_run
    const lock = dryRun ? tryLocks : lockFields
    const product = await orCurrent(
      () => lock(ctx, id, fields, { version: ifMatch(c) }),
      async () => ({ product: await presentProduct(ctx, await getProduct(ctx, id)) }),
    )
    const shown = { product: await presentProduct(ctx, product) }
    return respondChange(c, { dryRun, version: product.version }, shown)
  })
