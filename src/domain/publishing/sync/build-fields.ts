import type { Content } from '../../products/shop-content.ts'
import type { Field } from '../fields.ts'
import type { Shop } from './session.ts'
import type { Work } from './work.ts'

type FieldsForShop = Omit<Parameters<Shop['setProduct']>[0], 'id' | 'gid' | 'currency'>

/** The fields of their own that are sent, and nothing else of the product. */
export function fieldsForShop({ exact, content, fields, reading, product }: Work): FieldsForShop {
  const isSent = (field: Field) => fields.has(field)
  const { title, descriptionHtml, vendor, productType, handle } = exact?.shown ?? content
  const { category, seo } = exact
    ? { category: exact.shown.category, seo: emptied(exact.shown.seo) }
    : { category: categoryOf(content, reading), seo: seoOf(content, reading) }
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

function seoOf({ seo }: Content, reading: Work['reading']) {
  const shown = reading?.seo
  return {
    ...(seo?.title || shown?.title ? { title: seo?.title ?? '' } : {}),
    ...(seo?.description || shown?.description ? { description: seo?.description ?? '' } : {}),
  }
}

function emptied({ title, description }: { title: string | null; description: string | null }) {
  return { title: title ?? '', description: description ?? '' }
}
