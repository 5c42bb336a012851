import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { countUpTo } from '../../db/page.ts'
import {
  type AccountTemplate,
  accountTemplates,
  type TemplateCollection,
  type TemplateRead,
  templateReads,
} from '../../db/schema/templates.ts'
import { contains } from '../../db/search.ts'
import { AppError } from '../../errors.ts'
import { refreshWhenOld } from './refresh-templates.ts'
import type { TemplateQuery } from './schemas.ts'

/** More than an account has templates. */
const COUNTED_ROWS = 1_000
const MAX_COLLECTIONS = 200

/** A template of the account, and the keys of the user's scenes that are rendered with it. */
export type TemplateView = AccountTemplate & { scene_keys: string[] }

export type TemplateList = {
  rows: TemplateView[]
  total: number
  limit: number
  offset: number
  /** All collections of the account, by name, for a filter. */
  collections: TemplateCollection[]
  /** When the templates were read; null before that was tried. */
  read: TemplateRead | null
}

// Written out, so that the partial index of what is listed serves.
const IS_THERE = sql`${accountTemplates.gone_at} IS NULL`

/** The templates of the user's Dynamic Mockups account as they were last read, by name. */
export async function listTemplates(ctx: Context, query: TemplateQuery): Promise<TemplateList> {
  const { limit, offset, search, collection } = query
  const matching = and(
    eq(accountTemplates.user_id, ctx.userId),
    IS_THERE,
    search ? contains(accountTemplates.name, search) : undefined,
    collection ? isInCollection(collection) : undefined,
  )
  const [rows, totals, collections, reads] = await ctx.db.batch([
    ctx.db
      .select({ ...getTableColumns(accountTemplates), scene_keys: sceneKeysOf(ctx) })
      .from(accountTemplates)
      .where(matching)
      .orderBy(sql`${accountTemplates.name} COLLATE NOCASE`, asc(accountTemplates.id))
      .limit(limit)
      .offset(offset),
    countUpTo(ctx.db, accountTemplates, matching, COUNTED_ROWS),
    selectCollections(ctx),
    ctx.db.select().from(templateReads).where(eq(templateReads.user_id, ctx.userId)),
  ])
  const read = reads[0] ?? null
  refreshWhenOld(ctx, read)
  return { rows, total: totals[0]?.n ?? 0, limit, offset, collections, read }
}

/**
 * One of them; one that is gone is found while a scene names it.
 * @throws AppError not_found
 */
export async function getTemplate(ctx: Context, id: string): Promise<TemplateView> {
  const [view] = await ctx.db
    .select({ ...getTableColumns(accountTemplates), scene_keys: sceneKeysOf(ctx) })
    .from(accountTemplates)
    .where(and(eq(accountTemplates.user_id, ctx.userId), eq(accountTemplates.id, id)))
  if (!view) throw new AppError('not_found', 'Template not found')
  return view
}

/** Those of these that the account has, in no order; their scenes are not read. */
export async function findTemplates(
  ctx: Context,
  ids: readonly string[],
): Promise<AccountTemplate[]> {
  if (ids.length === 0) return []
  const { user_id, id } = accountTemplates
  return ctx.db
    .select()
    .from(accountTemplates)
    .where(and(isAnyOf([user_id, id], [ctx.userId], ids), IS_THERE))
}

function isInCollection(wanted: string) {
  return sql`EXISTS (SELECT 1 FROM json_each(${accountTemplates.collections}) AS one
    WHERE one.value ->> 'id' = ${wanted} OR lower(one.value ->> 'name') = lower(${wanted}))`
}

function selectCollections(ctx: Context) {
  const name = sql<string>`min(one.value ->> 'name')`.as('name')
  return ctx.db
    .select({ id: sql<string>`one.value ->> 'id'`.as('id'), name })
    .from(sql`${accountTemplates}, json_each(${accountTemplates.collections}) AS one`)
    .where(and(eq(accountTemplates.user_id, ctx.userId), IS_THERE))
    .groupBy(sql`one.value ->> 'id'`)
    .orderBy(sql`name COLLATE NOCASE`)
    .limit(MAX_COLLECTIONS)
}

/** The keys of the scenes that are rendered with a template; a system scene that is replaced is not. */
function sceneKeysOf(ctx: Context) {
  const keys = sql`(SELECT json_group_array(scene_key) FROM (
    SELECT own.scene_key FROM mockup_scene_templates AS own
    WHERE own.user_id = ${ctx.userId} AND own.dm_template_id = account_templates.id
    UNION
    SELECT system.scene_key FROM mockup_scene_templates AS system
    WHERE system.user_id IS NULL AND system.dm_template_id = account_templates.id
      AND NOT EXISTS (SELECT 1 FROM mockup_scene_templates AS own
        WHERE own.user_id = ${ctx.userId} AND own.scene_key = system.scene_key
          AND own.is_active = 1)
    ORDER BY 1))`
  return sql<string[]>`${keys}`
    .mapWith((text: string) => listed.parse(JSON.parse(text)))
    .as('scene_keys')
}

const listed = z.array(z.string())
