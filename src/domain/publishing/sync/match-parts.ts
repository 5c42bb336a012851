import type { AtShop } from './locate-product.ts'
import type { ShopPicture } from './upload-pictures.ts'
import type { Work } from './work.ts'

type PartId = { id: string; gid: string }

/** What the shop calls the pictures that were sent: those that are new by their place. */
export function matchImages(
  { reading }: Work,
  pictures: readonly ShopPicture[],
  { media }: AtShop,
): PartId[] {
  const before = new Set(reading?.media.map(({ gid }) => gid))
  const named = new Set(pictures.map(({ gid }) => gid))
  const added = media.filter(({ gid }) => !named.has(gid) && !before.has(gid))
  const sent = pictures.filter(({ gid }) => !gid)
  // Of a list that is no such list nobody can say which is which.
  const isWhole = sent.length === added.length
  const placeOf = new Map(sent.map(({ id }, place) => [id, place]))
  return pictures.flatMap(({ id, gid }) => {
    const own = gid ?? (isWhole ? added[placeOf.get(id) ?? -1]?.gid : undefined)
    return own ? [{ id, gid: own }] : []
  })
}

/** What the shop calls our variants: by the id that is known, else by SKU. */
export function matchVariants({ content, variantGids }: Work, { variants }: AtShop): PartId[] {
  const all = new Set(variants.map(({ gid }) => gid))
  const bySku = new Map(variants.map(({ sku, gid }) => [sku, gid]))
  return content.variants.flatMap(({ id, sku }) => {
    const known = variantGids.get(id)
    const gid = known && all.has(known) ? known : bySku.get(sku)
    return gid ? [{ id, gid }] : []
  })
}
