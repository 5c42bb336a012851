import type { Field } from '../../domain/publishing/sides/fields.ts'

/** What publishing compares and sends, as pages name it. */
const fieldLabels: Readonly<Record<Field, string>> = {
  title: 'Title',
  description: 'Description',
  product_type: 'Product type',
  vendor: 'Vendor',
  tags: 'Tags',
  handle: 'URL handle',
  seo: 'Search engine listing',
  category: 'Category',
  prices: 'Prices',
  variants: 'Variants',
  pictures: 'Pictures',
  collection: 'Collection on Shopify',
  status: 'Status',
}

/** Not of "URL". */
const CAPITAL = /^[A-Z](?=[a-z])/
const lowered = (letter: string) => letter.toLowerCase()
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** A field that was kept by name. */
export function fieldLabel(field: string): string {
  const labels: Readonly<Record<string, string>> = fieldLabels
  return labels[field] ?? field
}

/** "Title, tags and prices": fields that were kept by name. */
export function listFields(fields: readonly string[]): string {
  const named = fields.map(fieldLabel)
  return list.format(named.map((label, at) => (at === 0 ? label : label.replace(CAPITAL, lowered))))
}
