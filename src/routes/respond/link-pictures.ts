import type { Context } from '../../context.ts'

export type Pictured = { file_key: string | null; thumbnail_key: string | null }

/** The URL of a row's smallest picture, or null while there is none. */
export async function linkThumbnail(ctx: Context, row: Pictured): Promise<string | null> {
  return linkPicture(ctx, row.thumbnail_key ?? row.file_key)
}

/** Mockups with the URL of their smallest picture. */
export function linkThumbnails<View extends { picture: Pictured }>(
  ctx: Context,
  views: readonly View[],
): Promise<(View & { thumbnail: string | null })[]> {
  return Promise.all(
    views.map(async (view) => ({ ...view, thumbnail: await linkThumbnail(ctx, view.picture) })),
  )
}

/** The URL of a file by its key, or null while there is none. */
export async function linkPicture(ctx: Context, key: string | null): Promise<string | null> {
  return key ? ctx.files.path(key) : null
}

/** The URL of the picture of a scene's template; null where the account never had the template. */
export function templateThumbnail({
  template,
}: {
  template: { id: string } | null
}): string | null {
  return template && `/templates/${encodeURIComponent(template.id)}/thumbnail`
}
