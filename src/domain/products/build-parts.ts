import { newId } from '../../ids.ts'
import type { ImageRow, VariantRow } from './load-parts.ts'
import type { PickedImage } from './pick-images.ts'
import type { PlannedVariant } from './plan-variants.ts'

type Owner = { user_id: string; id: string; now: string }

/** Rows for planned variants; what people do not decide stays as it was, or is empty at first. */
export function buildVariants(
  owner: Owner,
  planned: readonly PlannedVariant[],
  existing: readonly VariantRow[] = [],
): VariantRow[] {
  const known = new Map(existing.map((variant) => [variant.id, variant]))
  return planned.map(({ id, ...fields }, position) => ({
    ...((id && known.get(id)) || emptyVariant(owner)),
    ...fields,
    product_id: owner.id,
    position,
    updated_at: owner.now,
  }))
}

function emptyVariant({ user_id, now }: Owner) {
  return {
    user_id,
    id: newId(),
    shopify_variant_id: null,
    shopify_variant_gid: null,
    inventory_quantity: 0,
    inventory_policy: 'continue' as const,
    digital_file_url: null,
    digital_file_key: null,
    digital_file_name: null,
    delivery_confirmed_by: null,
    delivery_confirmed_at: null,
    low_dpi_accepted_by: null,
    low_dpi_accepted_at: null,
    image_id: null,
    created_at: now,
  }
}

/** `typed_alt` takes the place of the suggested text; undefined keeps what there is. */
export type WantedImage = PickedImage & { typed_alt?: string | null | undefined }

/**
 * Rows for picked pictures, in their order; one that was there before stays the same row. A file is
 * shown once, also where two mockups share it.
 */
export function buildImages(
  owner: Owner,
  wanted: readonly WantedImage[],
  existing: readonly ImageRow[] = [],
): ImageRow[] {
  const known = new Map(existing.map((image) => [image.file_key, image]))
  const keys = wanted.map((image) => image.file_key)
  const unique = wanted.filter(({ file_key }, index) => keys.indexOf(file_key) === index)
  return unique.map(({ typed_alt, ...image }, position) => {
    const row = known.get(image.file_key) ?? { ...emptyImage(owner), ...image }
    const alt = typed_alt === undefined ? row.alt : typed_alt
    return { ...row, alt, product_id: owner.id, position }
  })
}

function emptyImage({ user_id, now }: Owner) {
  return { user_id, id: newId(), shopify_image_id: null, created_at: now }
}
