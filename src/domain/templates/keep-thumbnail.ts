import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type AccountTemplate, accountTemplates } from '../../db/schema/templates.ts'
import { AppError } from '../../errors.ts'

/** A link that did not work is not followed again for as long. */
const RETRY_MS = 60 * 60_000
/** A reading keeps the pictures of so many scenes' templates; others are kept when they are shown. */
const KEPT_A_READING = 10

// The pictures of templates are public: no key is sent for them.
const NO_KEY = ''

/**
 * The key of our own copy of a template's picture. Where there is none yet, or the template has
 * another picture since, it is fetched now; undefined where there is none to fetch.
 * @throws AppError not_found for a template the account never had
 */
export async function keepThumbnail(ctx: Context, id: string): Promise<string | undefined> {
  const row = await ctx.db.select().from(accountTemplates).where(isTemplate(ctx, id)).get()
  if (!row) throw new AppError('not_found', 'Template not found')
  const kept = row.thumbnail_key ?? undefined
  if (!row.thumbnail_url || !isToFetch(ctx, row)) return kept
  return (await fetchAndKeep(ctx, row.id, row.thumbnail_url)) ?? kept
}

/** What was kept is no longer in the bucket: it is fetched the next time. */
export async function forgetThumbnail(ctx: Context, id: string, key: string): Promise<void> {
  await ctx.db
    .update(accountTemplates)
    .set({ thumbnail_key: null, thumbnail_source: null, thumbnail_tried_at: null })
    .where(and(isTemplate(ctx, id), eq(accountTemplates.thumbnail_key, key)))
}

const idRows = z.array(z.object({ id: z.string(), url: z.string() }))

/** Keeps pictures of templates that the user's scenes are rendered with, before their links die. */
export async function keepThumbnailsOfScenes(ctx: Context): Promise<void> {
  const rows = await ctx.db.all(sql`
    SELECT DISTINCT t.id AS id, t.thumbnail_url AS url FROM mockup_scene_templates AS s
    CROSS JOIN account_templates AS t ON t.user_id = ${ctx.userId} AND t.id = s.dm_template_id
    WHERE s.user_id = ${ctx.userId} AND t.thumbnail_url IS NOT NULL
      AND t.thumbnail_key IS NULL AND t.thumbnail_tried_at IS NULL
    LIMIT ${KEPT_A_READING}`)
  for (const { id, url } of idRows.parse(rows)) await fetchAndKeep(ctx, id, url)
}

/** Whether the copy is of another picture than the template has, and the link may work. */
function isToFetch(ctx: Context, row: AccountTemplate): boolean {
  if (row.thumbnail_key && row.thumbnail_source === sourceOf(row.thumbnail_url ?? '')) return false
  if (row.thumbnail_tried_at === null) return true
  return ctx.clock.now() - Date.parse(row.thumbnail_tried_at) > RETRY_MS
}

async function fetchAndKeep(ctx: Context, id: string, url: string): Promise<string | undefined> {
  const bytes = await ctx.dynamicMockups(NO_KEY).fetchThumbnail(url)
  const image = bytes && ctx.files.sniff(bytes)
  const key = image && (await ctx.files.keepSmall(ctx.userId, bytes, image))
  await ctx.db
    .update(accountTemplates)
    .set({
      thumbnail_tried_at: isoTime(ctx.clock.now()),
      ...(key ? { thumbnail_key: key, thumbnail_source: sourceOf(url) } : {}),
    })
    .where(isTemplate(ctx, id))
  return key
}

/** The link without its signature, which may change while the picture does not. */
function sourceOf(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function isTemplate(ctx: Context, id: string) {
  return and(eq(accountTemplates.user_id, ctx.userId), eq(accountTemplates.id, id))
}
