/** What of a product stands at a shop, each compared, decided about and sent by itself. */
export const FIELDS = [
  'title',
  'description',
  'product_type',
  'vendor',
  'tags',
  'handle',
  'seo',
  'category',
  'prices',
  'variants',
  'pictures',
  'collection',
  'status',
] as const
export type Field = (typeof FIELDS)[number]
