import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Acceptance, AppError } from '../../errors.ts'
import { formatMoney } from '../../money.ts'
import type { Asked, AskedItem, Outcome, Plan, ShownChange, Write } from '../jobs/work.ts'
import { type FullProduct, findAllWithParts } from '../products/load-parts.ts'
import type { EditedBy } from '../products/record-prices.ts'
import {
  isEmptyPlan,
  type Plan as ProductPlan,
  planStatements,
} from '../products/update-product.ts'
import { contentOfBefore } from './before.ts'

export const DELETED = 'It was deleted.'
/** As many changes of one product as a preview shows. */
const SHOWN_CHANGES = 12

export type Refused = { kind: 'refused'; reason: string; accept?: Acceptance | undefined }

/** What a change makes of one product; `Refused` is for a person to read. */
export type Changer = (
  product: FullProduct,
) => Promise<ProductPlan | Refused> | ProductPlan | Refused

/** Work on the content of products: `prepare` reads what all of them need, once for some of them. */
export function contentWork(
  prepare: (ctx: Context, change: unknown, products: readonly FullProduct[]) => Promise<Changer>,
): Plan {
  return async (ctx, job, items) => {
    const products = await findAllWithParts(ctx, subjectsOf(items))
    const change = await prepareOrRefuse(() => prepare(ctx, job.change, [...products.values()]))
    return Promise.all(
      items.map(async ({ subject_id }) => {
        const product = products.get(subject_id)
        if (!product) return { kind: 'refused', reason: DELETED }
        return changeOf(ctx, product, change, job)
      }),
    )
  }
}

/** What all of them need may have gone since the job was started: then each says so. */
async function prepareOrRefuse(prepare: () => Promise<Changer>): Promise<Changer> {
  try {
    return await prepare()
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return () => refusalOf(cause)
  }
}

async function changeOf(
  ctx: Context,
  product: FullProduct,
  change: Changer,
  { id: jobId }: Asked,
): Promise<Outcome> {
  try {
    const planned = await change(product)
    return 'kind' in planned ? planned : contentWrite(ctx, product, planned, { jobId })
  } catch (cause) {
    if (cause instanceof AppError) return refusalOf(cause)
    throw cause
  }
}

/** A refusal as a person reads it in a list of them. */
export function refusalOf(cause: AppError): Refused {
  const [first, ...others] = cause.errors
  if (!first) return { kind: 'refused', reason: cause.message }
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return { kind: 'refused', reason: `${first.message}${more}`, accept: first.accept }
}

export function subjectsOf(items: readonly AskedItem[]): string[] {
  return items.map(({ subject_id }) => subject_id)
}

/** What writes a plan once, and what of it can be undone. */
export function contentWrite(
  ctx: Context,
  product: FullProduct,
  plan: ProductPlan,
  by: EditedBy,
  before: string | null = contentOfBefore(product, plan),
): Write | { kind: 'same' } {
  if (isEmptyPlan(plan)) return { kind: 'same' }
  return {
    kind: 'write',
    productId: product.id,
    before,
    versionAfter: product.version + 1,
    asLongAs: hasVersion(ctx, product),
    statements: async (isTaken) => {
      const { parts, update, following } = await planStatements(ctx, product, plan, {
        ...by,
        alsoWhile: isTaken,
      })
      return [...parts, update, ...following]
    },
    shown: describePlan(product, plan),
    files: plan.images ? product.images.map(({ file_key }) => file_key) : [],
  }
}

export function hasVersion(ctx: Context, { id, version }: Pick<FullProduct, 'id' | 'version'>) {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${id} AND products.version = ${version})`
}

/** The first changes of a plan, for a person to read. */
export function describePlan(product: FullProduct, plan: ProductPlan): ShownChange[] {
  const now = new Map<string, unknown>(Object.entries(product))
  const fields = Object.entries(plan.fields).map(([field, after]) => ({
    field,
    before: textOf(now.get(field)),
    after: textOf(after),
  }))
  return [...fields, ...describeVariants(product, plan), ...describeImages(product, plan)].slice(
    0,
    SHOWN_CHANGES,
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  return value === null || value === undefined ? '' : String(value)
}

function describeVariants(product: FullProduct, { variants }: ProductPlan): ShownChange[] {
  if (!variants) return []
  const price = (row: { price: number } | undefined) =>
    row ? formatMoney(row.price, product.currency) : ''
  const before = new Map(product.variants.map((row) => [row.id, row]))
  const after = new Set(variants.map(({ id }) => id))
  const gone = product.variants.filter(({ id }) => !after.has(id))
  return [
    ...variants.flatMap((row) => {
      const was = before.get(row.id)
      if (was && was.price === row.price && was.is_active === row.is_active) return []
      return [{ field: row.title, before: price(was), after: price(row) }]
    }),
    ...gone.map((row) => ({ field: row.title, before: price(row), after: '' })),
  ]
}

function describeImages(product: FullProduct, { images }: ProductPlan): ShownChange[] {
  if (!images) return []
  const had = new Set(product.images.map(({ id }) => id))
  const added = images.filter(({ id }) => !had.has(id)).length
  return [{ field: 'pictures', before: '', after: String(added) }]
}
