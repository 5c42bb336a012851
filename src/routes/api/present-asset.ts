import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import { ASSET_STATUSES } from '../../domain/assets/schemas.ts'

export const assetAnswer = z.object({
  id: z.string(),
  quote_id: z.string().nullable(),
  /** Its quote's, else its own. */
  collection: z.string().nullable(),
  own_collection: z.string().nullable(),
  title: z.string(),
  file_url: z.string(),
  thumbnail_url: z.string().nullable(),
  file_key: z.string(),
  format: z.enum(['png', 'jpeg', 'webp']),
  width: z.int(),
  height: z.int(),
  byte_size: z.int(),
  content_hash: z.string(),
  /** What the file says of its colours: srgb, cmyk, none, or its profile's name; null is not known. */
  profile: z.string().nullable(),
  has_alpha: z.boolean().nullable(),
  status: z.enum(ASSET_STATUSES),
  /** Whether any mockup shows it, in whatever state. */
  has_mockups: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** An asset as callers see it: signed links in place of what is stored. */
export async function presentAsset(
  ctx: Context,
  asset: Asset,
): Promise<z.output<typeof assetAnswer>> {
  const [file_url, thumbnail_url] = await Promise.all([
    ctx.files.link(asset.file_key),
    asset.thumbnail_key ? ctx.files.link(asset.thumbnail_key) : null,
  ])
  return assetAnswer.parse({ ...asset, profile: asset.profile || null, file_url, thumbnail_url })
}
