import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { lockableField } from '../../domain/products/schemas.ts'
import { decideDrift } from '../../domain/publishing/drift/decide-drift.ts'
import type { Decision } from '../../domain/publishing/drift/drift-facts.ts'
import { lockFields } from '../../domain/publishing/drift/lock-fields.ts'
import { type Drift, readDrift } from '../../domain/publishing/drift/read-drift.ts'
import { planAction } from '../../domain/publishing/plan/plan-action.ts'
import { FIELDS, type Field } from '../../domain/publishing/sides/fields.ts'
import { AppError } from '../../errors.ts'
import type { DriftField } from '../../views/products/drift-form.tsx'
import { DriftPage } from '../../views/products/drift-page.tsx'
import { driftWords } from '../../views/products/drift-words.ts'
import { fieldOf, type PlanRow, planRows } from '../../views/products/plan-rows.ts'
import { productPath } from '../../views/products/product-path.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { planValues, variantNames } from './show-plan.tsx'

/** The page of what was changed at the shop and is to be decided on. */
export async function showDrift(
  c: HonoContext<HubEnv>,
  id: string,
  refused?: { sentence: string; status: 400 | 409 },
): Promise<Response> {
  const { ctx } = c.var
  const drift = await readDrift(ctx, id)
  const product = await getProduct(ctx, id)
  const status = drift.fields.find(({ field }) => field === 'status')
  return c.html(
    <DriftPage
      frame={pageFrame(c, refused ? [{ tone: 'red', text: refused.sentence }] : [])}
      product={product}
      drift={drift}
      fields={await fieldsOf(ctx, product, drift)}
      isGone={status?.shop === 'deleted'}
      values={await planValues(ctx, product, drift.shop_domain)}
      now={ctx.clock.now()}
    />,
    refused?.status ?? 200,
  )
}

async function fieldsOf(ctx: Context, product: FullProduct, drift: Drift): Promise<DriftField[]> {
  const undecided = drift.fields.filter((each) => each.undecided)
  const asked = undecided.length > 0 ? await askedRows(ctx, product) : []
  return undecided.map((each) => {
    const rows = asked.filter(({ path }) => fieldOf(path) === each.field)
    return { field: each.field, seen: each.seen, rows: rows.length > 0 ? rows : [rowOf(each)] }
  })
}

/** What differs line by line; none where the product cannot be published as it is. */
async function askedRows(ctx: Context, product: FullProduct): Promise<PlanRow[]> {
  try {
    const { changes } = await planAction(ctx, product.id, { action: 'publish' })
    const rows = planRows(changes, variantNames(product))
    return [...rows.values()].flat().filter(({ will }) => will === 'ask')
  } catch (cause) {
    if (cause instanceof AppError) return []
    throw cause
  }
}

/** A field on its three sides as one line. */
function rowOf({ field, hub, published, shop }: Drift['fields'][number]): PlanRow {
  const text = (value: typeof hub) => (Array.isArray(value) ? value.join(', ') : value)
  const change = { path: field, hub: text(hub), published: text(published), shop: text(shop) }
  const rows = planRows([{ ...change, will: 'ask' }], new Map())
  const [row] = [...rows.values()].flat()
  return row ?? { ...change, will: 'ask', label: field, kind: 'text' }
}

const take = z.enum(['shop', 'hub', 'lock'])
const decisionForm = z.object({
  back: z.string().catch(''),
  all: take.optional().catch(undefined),
})

/** Decides as a form says, field by field or on all at once, and goes back to where that was. */
export async function decideFields(
  c: HonoContext<HubEnv>,
  id: string,
  body: Record<string, unknown>,
): Promise<Response> {
  const { ctx } = c.var
  const { back, all } = decisionForm.parse(body)
  const taken = FIELDS.flatMap((field): { field: Field; take: z.infer<typeof take> }[] => {
    if (body[`seen:${field}`] === undefined) return []
    const said = all ?? take.safeParse(body[`take:${field}`]).data
    return said ? [{ field, take: said }] : []
  })
  if (taken.length === 0) {
    return showDrift(c, id, { status: 400, sentence: driftWords.nothingChosen })
  }
  const locked = lockableField.options.filter((field) =>
    taken.some((each) => each.field === field && each.take === 'lock'),
  )
  const decisions = taken.flatMap(({ field, take: side }): Decision[] =>
    side === 'lock' ? [] : [{ field, take: side, seen: seenIn(body, field) }],
  )
  if (decisions.length > 0) await decideDrift(ctx, id, decisions)
  if (locked.length > 0) await addLocks(ctx, id, locked)
  const path = productPath(id)
  const to = back.startsWith(`${path}/plan?`) ? back : path
  return redirectWith(c, to, { tone: 'sage', text: driftWords.saved(taken.length) })
}

function seenIn(body: Record<string, unknown>, field: Field): string | undefined {
  const seen = body[`seen:${field}`]
  return typeof seen === 'string' && seen !== '' ? seen : undefined
}

async function addLocks(
  ctx: Context,
  id: string,
  more: readonly (typeof lockableField.options)[number][],
): Promise<void> {
  const { locked_fields } = await getProduct(ctx, id)
  await lockFields(ctx, id, [...locked_fields, ...more])
}
