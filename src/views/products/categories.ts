/**
 * Categories that fit prints and their downloads, of Shopify's Standard Product Taxonomy: ids and
 * names as its repository, github.com/Shopify/product-taxonomy (dist/en/categories.txt), has them.
 */
export const CATEGORIES = [
  { id: 'gid://shopify/TaxonomyCategory/hg-3-4-2-2', name: 'Prints (Home & Garden, Artwork)' },
  { id: 'gid://shopify/TaxonomyCategory/hg-3-4-2-1', name: 'Posters (Home & Garden, Artwork)' },
  {
    id: 'gid://shopify/TaxonomyCategory/hg-3-4-2',
    name: 'Posters, Prints, & Visual Artwork (Home & Garden)',
  },
  {
    id: 'gid://shopify/TaxonomyCategory/hg-3-4-2-3',
    name: 'Visual Artwork (Home & Garden, Artwork)',
  },
  { id: 'gid://shopify/TaxonomyCategory/so-2-3', name: 'Digital Artwork (Software)' },
] as const

const PREFIX = 'gid://shopify/TaxonomyCategory/'

/** The value of the select that asks for an id. */
export const OTHER_CATEGORY = 'other'

/** What the two fields show for a category: one of the list, or another by its short id. */
export function categoryFields(id: string | null): { category: string; category_id: string } {
  if (!id) return { category: '', category_id: '' }
  const isListed = CATEGORIES.some((category) => category.id === id)
  if (isListed) return { category: id, category_id: '' }
  return { category: OTHER_CATEGORY, category_id: id.replace(PREFIX, '') }
}

/** The id that the two fields mean, as Shopify writes it; null for none. */
export function readCategory(category: string, typedId: string): string | null {
  if (category !== OTHER_CATEGORY) return category || null
  const id = typedId.trim()
  return id.startsWith(PREFIX) ? id : `${PREFIX}${id}`
}

/** The name of a category, or its short id where it is not of the list. */
export function categoryName(id: string): string {
  return CATEGORIES.find((category) => category.id === id)?.name ?? id.replace(PREFIX, '')
}
