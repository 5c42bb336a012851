import { seoParts } from '../seo-parts.ts'
import { foldTag, lostTags, normalHtml, type Sides } from '../sides/compare-fields.ts'
import type { Difference } from './plan-changes.ts'

/** What differs in the fields that are one value each, and in tags; of `sides` as they are. */
export function planScalars(sides: Sides): Difference[] {
  const { hub, published, shop } = sides
  const one = (
    field: Difference['field'],
    path: string,
    [ours, sent, theirs]: [string | null | undefined, string | null | undefined, string | null],
  ): Difference[] => {
    const values = { hub: ours || null, published: sent || null, shop: theirs || null }
    return values.hub === values.shop ? [] : [{ field, path, ...values }]
  }
  return [
    ...one('title', 'title', [hub.title, published?.title, shop?.title ?? null]),
    ...planDescription(sides),
    ...one('product_type', 'product_type', [
      hub.productType,
      published?.productType,
      shop?.productType ?? null,
    ]),
    ...one('vendor', 'vendor', [hub.vendor, published?.vendor, shop?.vendor ?? null]),
    ...planTags(sides),
    ...one('handle', 'handle', [hub.handle, published?.handle, shop?.handle ?? null]),
    ...planSeo(sides, one),
    ...one('category', 'category', [hub.category, published?.category, shop?.category ?? null]),
    // What a shop's product is in is not read: what we put it into is all that is known.
    ...one('collection', 'collection', [
      hub.collection,
      published?.collection,
      shop ? (published?.collection ?? null) : null,
    ]),
  ]
}

/** Emptied where it was sent before; what never was is left to the shop. */
function planSeo(
  sides: Sides,
  one: (
    field: 'seo',
    path: string,
    values: [string | undefined, string | undefined, string | null],
  ) => Difference[],
): Difference[] {
  const { hub, published, shop } = sides
  return seoParts(sides).flatMap((part) =>
    one('seo', `seo/${part}`, [hub.seo?.[part], published?.seo?.[part], shop?.seo[part] ?? null]),
  )
}

function planDescription({ hub, published, shop }: Sides): Difference[] {
  const values = {
    hub: hub.descriptionHtml || null,
    published: published?.descriptionHtml || null,
    shop: shop?.descriptionHtml || null,
  }
  return normalHtml(values.hub ?? '') === normalHtml(values.shop ?? '')
    ? []
    : [{ field: 'description', path: 'description', ...values }]
}

/** Only ours: what we added or took away since, and what of ours is gone at the shop. */
function planTags(sides: Sides): Difference[] {
  const { hub, published, base, shop } = sides
  const has = (tags: readonly string[] | undefined, tag: string) =>
    tags?.some((each) => foldTag(each) === foldTag(tag)) ?? false
  const of = (tag: string, [ours, sent, theirs]: [boolean, boolean, boolean]): Difference[] =>
    ours === theirs
      ? []
      : [
          {
            field: 'tags',
            path: `tags/${tag}`,
            hub: ours ? tag : null,
            published: sent ? tag : null,
            shop: theirs ? tag : null,
          },
        ]
  const lost = base && shop ? lostTags(published, base, shop) : []
  const added = hub.tags.filter((tag) => !has(published?.tags, tag) || has(lost, tag))
  const removed = (published?.tags ?? []).filter((tag) => !has(hub.tags, tag))
  return [
    ...added.flatMap((tag) => of(tag, [true, has(published?.tags, tag), has(shop?.tags, tag)])),
    ...removed.flatMap((tag) => of(tag, [false, true, has(shop?.tags, tag)])),
  ]
}
