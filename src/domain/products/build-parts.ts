import { newId } from '../../ids.ts'
import type { ImageRow, VariantRow } from './load-parts.ts'
import type { PickedImage } from './pick-images.ts'
import type { PlannedVariant } from './plan-variants.ts'
import type { VariantWish } from './schemas.ts'
import { kindKey } from './variant-kind.ts'

type Owner = { user_id: string; id: string; now: string }

/** Rows for planned variants; one that was there before keeps its id and what the shop gave it. */
export function buildVariants(
  owner: Owner,
  planned: readonly PlannedVariant<VariantWish>[],
  existing: readonly VariantRow[] = [],
): VariantRow[] {
  const known = new Map(existing.map((variant) => [kindKey(variant), variant]))
  return planned.map((variant, position) => ({
    ...(known.get(kindKey(variant)) ?? emptyVariant(owner)),
    product_id: owner.id,
    position,
    title: variant.title,
    sku: variant.sku,
    size: variant.size,
    frame_style: variant.frame_style,
    is_digital: variant.is_digital,
    price: variant.price,
    compare_at_price: variant.compare_at_price ?? null,
    ...(variant.sky_pilot_asset_id === undefined
      ? {}
      : { sky_pilot_asset_id: variant.sky_pilot_asset_id || null }),
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
    sky_pilot_asset_id: null,
    is_active: true,
    created_at: now,
  }
}

/** Rows for picked pictures, in their order; one that was there before stays the same row. */
export function buildImages(
  owner: Owner,
  picked: readonly PickedImage[],
  existing: readonly ImageRow[] = [],
): ImageRow[] {
  const known = new Map(existing.map((image) => [image.file_key, image]))
  return picked.map((image, position) => ({
    ...(known.get(image.file_key) ?? emptyImage(owner)),
    ...image,
    product_id: owner.id,
    position,
  }))
}

function emptyImage({ user_id, now }: Owner) {
  return { user_id, id: newId(), shopify_image_id: null, alt: null, created_at: now }
}
