import * as z from 'zod'
import { PRODUCT_STATUSES } from '../../db/schema/products.ts'
import type { FullProduct, ImageRow, ProductRow, VariantRow } from '../products/load-parts.ts'
import type { Judge } from '../products/read-flags.ts'
import { retireReason } from '../products/schemas.ts'
import type { Plan as ProductPlan } from '../products/update-product.ts'

const isRow = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value

/** What undoing a change of content restores: no more than what was changed. */
const contentBefore = z.object({
  kind: z.literal('content'),
  /** The version that it had. */
  version: z.int(),
  fields: z.custom<Partial<ProductRow>>((value) => typeof value === 'object' && value !== null),
  variants: z
    .object({
      /** Of each that was changed its id, and the columns that were. */
      changed: z.array(z.looseObject({ id: z.string() })),
      removed: z.array(z.custom<VariantRow>(isRow)),
      added: z.array(z.string()),
    })
    .optional(),
  images: z.array(z.custom<ImageRow>(isRow)).optional(),
})

/** What undoing a change of status restores, and how to see that it is still as the job left it. */
const statusBefore = z.object({
  kind: z.literal('status'),
  status: z.enum(PRODUCT_STATUSES),
  retire_reason: retireReason.nullable(),
  retired_at: z.string().nullable(),
  /** The status that was asked for, and the task that brings it; that of before where none did. */
  target: z.enum(['active', 'retired', 'archived', 'draft']),
  task_id: z.string().nullable(),
  /** The last task before. */
  task_before: z.string().nullable(),
})

const before = z.discriminatedUnion('kind', [contentBefore, statusBefore])
export type StatusBefore = z.output<typeof statusBefore>

/** What a job kept of a product; undefined where it kept nothing. */
export function readBefore(stored: string | null): z.output<typeof before> | undefined {
  return stored === null ? undefined : before.parse(JSON.parse(stored))
}

/** What a plan is going to change, as it is now. */
export function contentOfBefore(product: FullProduct, plan: ProductPlan): string {
  const now = new Map<string, unknown>(Object.entries(product))
  const fields = Object.fromEntries(Object.keys(plan.fields).map((name) => [name, now.get(name)]))
  return JSON.stringify({
    kind: 'content',
    version: product.version,
    fields,
    ...(plan.variants ? { variants: variantsBefore(product.variants, plan.variants) } : {}),
    ...(plan.images ? { images: product.images } : {}),
  })
}

function variantsBefore(before: readonly VariantRow[], after: readonly VariantRow[]) {
  const kept = new Map(after.map((row) => [row.id, row]))
  const known = new Set(before.map(({ id }) => id))
  return {
    changed: before.flatMap((row) => {
      const next = kept.get(row.id)
      const changed = next ? differences(row, next) : {}
      return Object.keys(changed).length > 0 ? [{ ...changed, id: row.id }] : []
    }),
    removed: before.filter(({ id }) => !kept.has(id)),
    added: after.flatMap(({ id }) => (known.has(id) ? [] : [id])),
  }
}

/** The columns of a row that will be others, as they are; when it was changed is no content. */
function differences(row: object, next: object): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(next))
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) =>
        name !== 'updated_at' && JSON.stringify(value) !== JSON.stringify(values.get(name)),
    ),
  )
}

/** What brings a product back to what it was, from what the change has left. */
export function restoringPlan(
  product: FullProduct,
  { fields, variants, images }: z.output<typeof contentBefore>,
  { flagsOf }: Judge,
): ProductPlan {
  const restored = variants && restoreVariants(product, variants)
  const now = { ...product, ...fields }
  const isJudged = restored || fields.asset_id !== undefined
  const flags = isJudged ? flagsOf(now, restored ?? product.variants) : {}
  const shown = images?.map((row) => ({ ...row, is_restored: true }))
  return { fields, variants: restored, images: shown, flags }
}

function restoreVariants(
  { variants }: FullProduct,
  { changed, removed, added }: NonNullable<z.output<typeof contentBefore>['variants']>,
): VariantRow[] {
  const values = new Map(changed.map((row) => [row.id, row]))
  return [
    ...variants
      .filter(({ id }) => !added.includes(id))
      .map((row) => ({ ...row, ...values.get(row.id) })),
    ...removed,
  ].toSorted((one, other) => one.position - other.position)
}
