import type { Sides } from '../sides/compare-fields.ts'
import type { Difference } from './plan-changes.ts'
import { lastPart } from './plan-variants-at-shop.ts'

/**
 * What differs picture by picture: ours by their place, with their text and order; those that the
 * shop alone has by their id there.
 */
export function planPictures(
  { hub, published, base, shop }: Sides,
  gids: ReadonlyMap<string, string>,
): Difference[] {
  const media = new Map(shop?.media.map((each) => [each.gid, each]))
  const sent = new Map(published?.pictures.map((each) => [each.id, each]))
  const own = new Set(hub.pictures.map(({ id }) => gids.get(id)))
  const idOf = new Map([...gids].map(([id, gid]) => [gid, id]))
  const accepted = new Set(base?.media.map(({ gid }) => gid))
  const placed = hub.pictures.flatMap(({ id, alt }, index): Difference[] => {
    const at = media.get(gids.get(id) ?? '')
    const path = `pictures/${index + 1}`
    const before = sent.get(id)
    const there = { field: 'pictures' as const, published: before ? id : null, shop: null }
    if (!at) return [{ ...there, path, hub: id }]
    if ((at.alt ?? '') === alt) return []
    const texts = { hub: alt || null, published: before?.alt || null, shop: at.alt || null }
    return [{ field: 'pictures', path: `${path}/alt`, ...texts }]
  })
  const removed = (shop?.media ?? [])
    .filter(({ gid }) => !own.has(gid))
    .map(({ gid }): Difference => {
      const id = idOf.get(gid)
      return {
        field: 'pictures',
        path: `pictures/at-shop/${lastPart(gid)}`,
        hub: null,
        published: id && sent.has(id) ? id : null,
        shop: gid,
        isKept: id === undefined && accepted.has(gid),
      }
    })
  return [...placed, ...removed, ...planOrder(hub.pictures, { shop, gids })]
}

/** In which order the shop shows those of ours that it has: by their places here. */
function planOrder(
  pictures: Sides['hub']['pictures'],
  { shop, gids }: { shop: Sides['shop']; gids: ReadonlyMap<string, string> },
): Difference[] {
  const places = new Map(pictures.map(({ id }, index) => [gids.get(id), index + 1]))
  const shown = (shop?.media ?? []).flatMap(({ gid }) => places.get(gid) ?? [])
  const wanted = shown.toSorted((one, other) => one - other).join(', ')
  const now = shown.join(', ')
  if (wanted === now) return []
  return [{ field: 'pictures', path: 'pictures/order', hub: wanted, published: null, shop: now }]
}
