import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages } from '../../db/schema/products.ts'

/**
 * Removes those of the pictures that no row names any more, with what was made from them. Several
 * rows may name one: a product's pictures are those of artworks and renders.
 */
export async function removeUnnamedFiles(ctx: Context, fileKeys: string[]): Promise<void> {
  if (fileKeys.length === 0) return
  const named = await ctx.db.batch([
    namedBy(ctx, assets, fileKeys),
    picturesNaming(ctx, fileKeys),
    namedBy(ctx, productImages, fileKeys),
  ])
  const kept = new Set(named.flat().map((row) => row.key))
  const unnamed = [...new Set(fileKeys)].filter((key) => !kept.has(key))
  if (unnamed.length > 0) await ctx.files.removeWithCopies(unnamed)
}

function namedBy(ctx: Context, table: typeof assets | typeof productImages, fileKeys: string[]) {
  return ctx.db
    .select({ key: table.file_key })
    .from(table)
    .where(isAnyOf([table.user_id, table.file_key], [ctx.userId], fileKeys))
}

function picturesNaming(ctx: Context, fileKeys: string[]) {
  const ids = fileKeys.flatMap((key) => ctx.files.keys.ownerOf(key)?.pictureId ?? [])
  return ctx.db
    .select({ key: pictures.file_key })
    .from(pictures)
    .where(isAnyOf([pictures.user_id, pictures.id], [ctx.userId], ids))
}
