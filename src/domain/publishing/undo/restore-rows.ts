import type { FullProduct, ImageRow, VariantRow } from '../../products/load-parts.ts'
import type { Judge } from '../../products/read-flags.ts'
import { type Content, descriptionHtmlOf } from '../../products/shop-content.ts'
import type { Plan as ProductPlan } from '../../products/update-product.ts'
import type { Field } from '../sides/fields.ts'
import type { StatusBefore } from './changes.ts'

/** The columns of a product that each field is made of. */
const COLUMNS: Partial<Record<Field, readonly (keyof FullProduct)[]>> = {
  title: ['title'],
  description: ['description', 'description_html'],
  product_type: ['product_type'],
  vendor: ['vendor'],
  tags: ['tags'],
  seo: ['seo_title', 'seo_description'],
  category: ['category'],
  collection: ['collection'],
}

/**
 * What brings a product's rows back to what was published before, as far as a publish sent it; empty
 * where they are like that. What nobody kept stays as it is.
 */
export function restoringRows(
  product: FullProduct,
  before: Pick<NonNullable<StatusBefore['shop']>, 'rows' | 'sent' | 'fields'>,
  { flagsOf }: Judge,
): ProductPlan {
  const { rows, sent } = before
  const locked = new Set<Field>(product.locked_fields)
  const fields = before.fields.filter((field) => !locked.has(field))
  const then = rows ?? (sent ? asSent(product, sent) : product)
  const asked = new Set(rows ? fields : fields.filter((field) => !PARTS.has(field)))
  const columns = fields.flatMap((field) => COLUMNS[field] ?? [])
  const repriced = asked.has('prices') || asked.has('variants') ? (['currency'] as const) : []
  const changed = [...columns, ...repriced].filter((name) => !isSame(then[name], product[name]))
  const images = asked.has('pictures') ? imagesBefore(product, then) : undefined
  const variants = variantsBefore(product, then, { asked, images: images ?? product.images })
  return {
    fields: Object.fromEntries(changed.map((name) => [name, then[name]])),
    variants,
    images,
    flags: variants ? flagsOf({ ...product, currency: then.currency }, variants) : {},
  }
}

/** Nobody knows the rows behind these from what was sent alone. */
const PARTS: ReadonlySet<Field> = new Set(['variants', 'pictures'])

/** A product as it was sent, where its rows were not kept. */
function asSent(product: FullProduct, sent: Content): FullProduct {
  const prices = new Map(sent.variants.map((row) => [row.id, row]))
  return {
    ...product,
    title: sent.title,
    ...(descriptionHtmlOf(product) === sent.descriptionHtml
      ? {}
      : { description_html: sent.descriptionHtml }),
    product_type: sent.productType,
    vendor: sent.vendor,
    tags: sent.tags,
    seo_title: sent.seo?.title ?? null,
    seo_description: sent.seo?.description ?? null,
    category: sent.category ?? null,
    currency: sent.currency,
    variants: product.variants.map((row) => {
      const { priceMinor = row.price, compareAtPriceMinor = row.compare_at_price } =
        prices.get(row.id) ?? {}
      return { ...row, price: priceMinor, compare_at_price: compareAtPriceMinor }
    }),
  }
}

function imagesBefore(product: FullProduct, before: FullProduct) {
  const rows = before.images.map((row) => ({ ...row, is_restored: true }))
  const shown = (all: readonly ImageRow[]) =>
    all.map(({ id, position, alt }) => [id, position, alt])
  return isSame(shown(rows), shown(product.images)) ? undefined : rows
}

type Wanted = { asked: ReadonlySet<Field>; images: readonly ImageRow[] }

function variantsBefore(
  product: FullProduct,
  before: FullProduct,
  { asked, images }: Wanted,
): VariantRow[] | undefined {
  const now = new Map(product.variants.map((row) => [row.id, row]))
  const then = new Map(before.variants.map((row) => [row.id, row]))
  const listed = asked.has('variants') ? before.variants : product.variants
  const shown = new Set(images.map(({ id }) => id))
  const rows = listed.map((row) => {
    const [own, old] = [now.get(row.id), then.get(row.id)]
    const restored = own && old ? mergeVariant(own, old, asked) : row
    const { image_id } = restored
    return image_id && !shown.has(image_id) ? { ...restored, image_id: null } : restored
  })
  return isSame(rows, product.variants) ? undefined : rows
}

/** A variant that is there: of what it was only what was sent, and never what was said of it. */
function mergeVariant(own: VariantRow, old: VariantRow, asked: ReadonlySet<Field>): VariantRow {
  const kept = asked.has('variants') ? old : own
  const priced = asked.has('prices') ? old : own
  return {
    ...kept,
    price: priced.price,
    compare_at_price: priced.compare_at_price,
    image_id: asked.has('pictures') ? old.image_id : own.image_id,
    delivery_confirmed_by: own.delivery_confirmed_by,
    delivery_confirmed_at: own.delivery_confirmed_at,
    low_dpi_accepted_by: own.low_dpi_accepted_by,
    low_dpi_accepted_at: own.low_dpi_accepted_at,
    updated_at: own.updated_at,
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
