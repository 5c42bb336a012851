import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { handleOf } from '../../domain/products/handle-of.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { readDrift } from '../../domain/publishing/drift/read-drift.ts'
import { planAction } from '../../domain/publishing/plan/plan-action.ts'
import { PLAN_ACTIONS, PLAN_TARGETS } from '../../domain/publishing/plan/plan-changes.ts'
import { type ActionPlan, gidsOf } from '../../domain/publishing/plan/plan-from.ts'
import { findShopImages } from '../../domain/publishing/publications.ts'
import type { DriftField } from '../../views/products/drift-form.tsx'
import { digestOf, PlanPage } from '../../views/products/plan-page.tsx'
import { fieldOf, type PlanGroup, type PlanRow, planRows } from '../../views/products/plan-rows.ts'
import type { PlanFrame } from '../../views/products/plan-value.tsx'
import { planWords } from '../../views/products/plan-words.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { acceptsOf } from './accepts.ts'
import { imagesOf } from './product-images.ts'
import { sceneNames } from './scene-names.ts'

const ACCEPTED = ['accept_undelivered', 'accept_low_dpi'] as const

/** What a plan is asked for by: the query of its page, or the form that confirms it. */
export const planForm = z.object({
  action: z.enum(PLAN_ACTIONS).catch('publish'),
  target: z.enum(PLAN_TARGETS).optional().catch(undefined),
  reason: z.string().catch('manual'),
  /** The lines that were confirmed: see `seenOf`. */
  seen: z.string().optional().catch(undefined),
})

/** The page of a plan; once more where what was confirmed is not what would be done now. */
export async function showPlan(
  c: HonoContext<HubEnv>,
  id: string,
  sent: Record<string, unknown>,
  status: 200 | 409 = 200,
): Promise<Response> {
  const { ctx } = c.var
  const { action, target, reason, seen } = planForm.parse(sent)
  const plan = await planAction(ctx, id, { action, target, accepts: acceptsOf(sent) })
  const product = await getProduct(ctx, id)
  const rows = planRows(plan.changes, variantNames(product))
  const values = await planValues(ctx, product, plan.shop_domain)
  return c.html(
    <PlanPage
      frame={pageFrame(c)}
      plan={plan}
      rows={rows}
      values={values}
      summary={{ product, images: values.images, handle: handleOf(product) }}
      fields={await fieldsToDecide(ctx, id, plan, rows)}
      changed={status === 409 ? differencesOf(seen, rows, product) : undefined}
      accepts={ACCEPTED.filter((name) => sent[name] === 'true')}
      reason={reason}
      now={ctx.clock.now()}
    />,
    status,
  )
}

/** Titles of variants, by SKU. */
export function variantNames({ variants }: FullProduct): Map<string, string> {
  return new Map(variants.map(({ sku, title }) => [sku, title]))
}

/** What the values of a plan are shown with. */
export async function planValues(
  ctx: Context,
  product: FullProduct,
  shop: string | null,
): Promise<PlanFrame> {
  const [names, known] = await Promise.all([
    sceneNames(ctx),
    shop ? findShopImages(ctx, { productId: product.id, shop }) : new Map(),
  ])
  const imageOf = new Map([...gidsOf(known)].map(([image, gid]) => [gid, image]))
  const images = await imagesOf(ctx, product, names)
  return { currency: product.currency, images, imageOf }
}

async function fieldsToDecide(
  ctx: Context,
  id: string,
  plan: ActionPlan,
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>,
): Promise<DriftField[]> {
  if (plan.undecided.length === 0) return []
  const { fields } = await readDrift(ctx, id)
  const asked = [...rows.values()].flat().filter(({ will }) => will === 'ask')
  return fields
    .filter(({ undecided }) => undecided)
    .map(({ field, seen }) => ({
      field,
      seen,
      rows: asked.filter(({ path }) => fieldOf(path) === field),
    }))
}

const seenLines = z.array(z.tuple([z.string(), z.int()]))

/** The lines that are other than those that were confirmed, by name. */
function differencesOf(
  seen: string | undefined,
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>,
  product: FullProduct,
): string {
  const before = new Map(readSeen(seen))
  const now = [...rows.values()].flat()
  const paths = new Set(now.map(({ path }) => path))
  const gone = [...before.keys()].filter((path) => !paths.has(path))
  const nothing = { hub: null, published: null, shop: null, will: 'leave' } as const
  const goneRows = planRows(
    gone.map((path) => ({ path, ...nothing })),
    variantNames(product),
  )
  const changed = now.filter((row) => before.get(row.path) !== digestOf(row))
  return planWords.different([...changed, ...[...goneRows.values()].flat()].map(nameOf))
}

function readSeen(seen: string | undefined): [string, number][] {
  try {
    return seenLines.catch([]).parse(JSON.parse(seen ?? '[]'))
  } catch {
    return []
  }
}

function nameOf({ about, label, path, hub, shop }: PlanRow): string {
  if (path.startsWith('tags/')) return `${label} ${hub ?? shop ?? ''}`.trim()
  return about ? `${about} ${label.toLowerCase()}` : label
}
