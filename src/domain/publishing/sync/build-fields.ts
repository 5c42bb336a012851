import type { Content } from '../../products/shop-content.ts'
import { seoParts } from '../seo-parts.ts'
import type { Field } from '../sides/fields.ts'
import type { Shop } from './session.ts'
import type { Work } from './work.ts'

type FieldsForShop = Omit<Parameters<Shop['setProduct']>[0], 'id' | 'gid' | 'currency'>

/** The fields of their own that are sent, and nothing else of the product. */
export function fieldsForShop(work: Work): FieldsForShop {
  const { exact, content, fields, reading, product } = work
  const isSent = (field: Field) => fields.has(field)
  const { title, descriptionHtml, vendor, productType, handle } = exact?.shown ?? content
  const { category, seo } = exact
    ? { category: exact.shown.category, seo: emptied(exact.shown.seo) }
    : { category: categoryOf(content, reading), seo: seoOf(work) }
  return {
    ...(isSent('title') ? { title } : {}),
    ...(isSent('description') ? { descriptionHtml } : {}),
    ...(isSent('vendor') ? { vendor } : {}),
    ...(isSent('product_type') ? { productType } : {}),
    ...(isSent('handle') && handle !== undefined ? { handle } : {}),
    ...(isSent('category') && category !== undefined ? { category } : {}),
    ...(isSent('seo') && Object.keys(seo).length > 0 ? { seo } : {}),
    ...(reading ? {} : { tags: product.tags }),
  }
}

/** What the hub has none of is taken away where the shop shows one: it was ours, or is pushed. */
function categoryOf({ category }: Content, reading: Work['reading']): string | null | undefined {
  return category ?? (reading?.category ? null : undefined)
}

function seoOf({ content: { seo }, reading, sides }: Work): FieldsForShop['seo'] & object {
  const parts = seoParts(sides).filter((part) => seo?.[part] || reading?.seo[part])
  return Object.fromEntries(parts.map((part) => [part, seo?.[part] ?? '']))
}

function emptied({ title, description }: { title: string | null; description: string | null }) {
  return { title: title ?? '', description: description ?? '' }
}
