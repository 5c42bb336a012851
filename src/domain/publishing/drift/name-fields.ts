import type { Field } from '../sides/fields.ts'

const NAMES: Record<Field, string> = {
  title: 'title',
  description: 'description',
  product_type: 'product type',
  vendor: 'vendor',
  tags: 'tags',
  handle: 'URL handle',
  seo: 'search listing',
  category: 'category',
  prices: 'prices',
  variants: 'variants',
  pictures: 'pictures',
  collection: 'collection',
  status: 'status',
}
const PLURALS: ReadonlySet<Field> = new Set(['tags', 'prices', 'variants', 'pictures'])

/** The beginning of a sentence about fields: `Title and prices were`. */
export function nameFields(fields: readonly Field[]): string {
  const names = fields.map((field) => NAMES[field])
  const all = new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
  const isOne = fields.length === 1 && !fields.some((field) => PLURALS.has(field))
  return `${all.charAt(0).toUpperCase()}${all.slice(1)} ${isOne ? 'was' : 'were'}`
}
