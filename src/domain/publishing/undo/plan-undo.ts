import { seenOf } from '../sides/compare-fields.ts'
import { FIELDS, type Field } from '../sides/fields.ts'
import type { Reading } from '../sides/reading.ts'
import type { Exact } from './changes.ts'

/** One thing at the shop: what it will show, and shows now; null for nothing. */
export type UndoneValue = {
  path: string
  hub: string | null
  published: string | null
  shop: string | null
  will: 'add' | 'change' | 'remove'
}

type Sides = {
  /** What the shop showed when it confirmed what was sent last. */
  base: Reading | undefined
  /** Null: it has no such product. */
  shop: Reading | null
}

/** What bringing these fields back to what a shop showed changes there; pure. */
export function planExact(
  { fields, shown }: Pick<Exact, 'fields' | 'shown'>,
  { base, shop }: Sides,
): UndoneValue[] {
  return fields.flatMap((field) => {
    const wanted = valuesOf(field, shown)
    const now = shop ? valuesOf(field, shop) : new Map<string, string>()
    const then = base ? valuesOf(field, base) : new Map<string, string>()
    const paths = [...new Set([...wanted.keys(), ...now.keys()])]
    return paths.flatMap((path): UndoneValue[] => {
      const [hub, here] = [wanted.get(path) ?? null, now.get(path) ?? null]
      if (hub === here) return []
      const will = here === null ? 'add' : hub === null ? 'remove' : 'change'
      return [{ path, hub, published: then.get(path) ?? null, shop: here, will }]
    })
  })
}

/** The fields that a shop shows otherwise than when it confirmed what was sent. */
export function changedAtShop({ base, shop }: Sides): Field[] {
  if (!base) return []
  if (!shop) return ['status']
  return FIELDS.filter((field) => seenOf(field, shop) !== seenOf(field, base))
}

/** What a shop shows of a field, thing by thing; what is empty is not there. */
function valuesOf(field: Field, shown: Reading): Map<string, string> {
  const all = listValues(field, shown)
  return new Map(all.filter((each): each is [string, string] => Boolean(each[1])))
}

function listValues(field: Field, shown: Reading): (readonly [string, string | null])[] {
  switch (field) {
    case 'title':
    case 'vendor':
    case 'handle':
    case 'category':
    case 'status':
      return field === 'status'
        ? [
            ['status', shown.status],
            ['online_store', shown.isOnline ? 'published' : 'hidden'],
          ]
        : [[field, shown[field]]]
    case 'description':
      return [['description', shown.descriptionHtml]]
    case 'product_type':
      return [['product_type', shown.productType]]
    case 'tags':
      return shown.tags.map((tag) => [`tags/${tag}`, tag])
    case 'seo':
      return [
        ['seo/title', shown.seo.title],
        ['seo/description', shown.seo.description],
      ]
    case 'prices':
      return shown.variants.flatMap((row) => [
        [`${pathOf(row)}/price`, row.price] as const,
        [`${pathOf(row)}/compare_at_price`, row.compareAtPrice] as const,
      ])
    case 'variants':
      return shown.variants.flatMap(variantValues)
    case 'pictures':
      return [
        ...shown.media.flatMap(({ gid, alt }, index) => [
          [`pictures/${index + 1}`, gid] as const,
          [`pictures/${index + 1}/alt`, alt] as const,
        ]),
        ...shown.variants.map((row) => [`${pathOf(row)}/picture`, row.mediaGid] as const),
      ]
    case 'collection':
      // What else a merchant puts it into is not read.
      return []
  }
}

type ShownVariant = Reading['variants'][number]

function variantValues(row: ShownVariant): (readonly [string, string])[] {
  const { options, weightGrams, requiresShipping, inventoryPolicy, isTracked } = row
  const path = pathOf(row)
  return [
    [path, options.map(({ value }) => value).join(' / ')],
    [`${path}/weight`, weightGrams === null ? '' : String(weightGrams)],
    [`${path}/requires_shipping`, requiresShipping ? 'yes' : 'no'],
    [`${path}/inventory_policy`, inventoryPolicy],
    [`${path}/tracked`, isTracked ? 'yes' : 'no'],
  ]
}

function pathOf({ sku, gid }: ShownVariant): string {
  return `variants/${sku || gid.slice(gid.lastIndexOf('/') + 1)}`
}
