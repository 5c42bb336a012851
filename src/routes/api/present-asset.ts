import type { Context } from '../../context.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'

/** An asset as callers see it: signed links in place of what is stored. */
export async function presentAsset(ctx: Context, asset: Asset) {
  const [file_url, thumbnail_url] = await Promise.all([
    ctx.files.link(asset.file_key),
    asset.thumbnail_key ? ctx.files.link(asset.thumbnail_key) : null,
  ])
  return {
    id: asset.id,
    quote_id: asset.quote_id,
    title: asset.title,
    file_url,
    thumbnail_url,
    file_key: asset.file_key,
    format: asset.format,
    width: asset.width,
    height: asset.height,
    byte_size: asset.byte_size,
    content_hash: asset.content_hash,
    status: asset.status,
    created_at: asset.created_at,
    updated_at: asset.updated_at,
  }
}
