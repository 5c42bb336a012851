import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { TemplateList, TemplateView } from '../../domain/templates/list-templates.ts'

const named = z.strictObject({ id: z.string(), name: z.string() })

export const collectionAnswer = named

export const templateAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Our own copy where there is one, else the vendor's, which may stop working. */
  preview_url: z.string().nullable(),
  collections: z.array(named),
  /** Its smart objects. */
  layers: z.array(named.extend({ width: z.number().optional(), height: z.number().optional() })),
  scene_keys: z.array(z.string()),
  gone_at: z.string().nullable(),
})

/** When the account's templates were read, what was left out, and why that failed last. */
export const readAnswer = z.strictObject({
  read_at: z.string().nullable(),
  failed_at: z.string().nullable(),
  error: z.string().nullable(),
  skipped: z.int(),
  omitted: z.int(),
})

export async function presentTemplate(
  ctx: Context,
  view: TemplateView,
): Promise<z.output<typeof templateAnswer>> {
  const { id, name, collections, layers, scene_keys, gone_at } = view
  const preview_url = view.thumbnail_key
    ? await ctx.files.link(view.thumbnail_key)
    : view.thumbnail_url
  return { id, name, preview_url, collections, layers, scene_keys, gone_at }
}

export function presentRead(read: TemplateList['read']): z.output<typeof readAnswer> | null {
  if (!read) return null
  const { read_at, failed_at, error, skipped, omitted } = read
  return { read_at, failed_at, error, skipped, omitted }
}
