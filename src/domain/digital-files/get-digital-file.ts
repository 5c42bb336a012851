import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type DigitalFile, digitalFiles } from '../../db/schema/digital-files.ts'
import { AppError } from '../../errors.ts'

const NOT_FOUND = 'Digital file not found'
/** As many products as an answer names. */
const MAX_USES = 20

const uses = z.array(z.object({ id: z.string(), title: z.string() }))

/** A file with products that deliver it, at most twenty. */
export type ListedFile = DigitalFile & { used_by: z.output<typeof uses> }

/**
 * One file of the user's.
 * @throws AppError not_found
 */
export async function getDigitalFile(ctx: Context, id: string): Promise<ListedFile> {
  const row = await selectFiles(ctx)
    .where(and(eq(digitalFiles.user_id, ctx.userId), eq(digitalFiles.id, id)))
    .get()
  if (!row) throw new AppError('not_found', NOT_FOUND)
  return withUses(row)
}

export async function findDigitalFile(ctx: Context, id: string): Promise<DigitalFile | undefined> {
  return ctx.db
    .select()
    .from(digitalFiles)
    .where(and(eq(digitalFiles.user_id, ctx.userId), eq(digitalFiles.id, id)))
    .get()
}

/** Files, each with its artwork if that is there, and what uses it as JSON: `withUses` reads it. */
export function selectFiles(ctx: Context) {
  const used_by = sql<string>`(
    SELECT json_group_array(json_object('id', used.id, 'title', used.title)) FROM (
      SELECT DISTINCT products.id, products.title FROM product_variants AS v
      CROSS JOIN products ON products.user_id = v.user_id AND products.id = v.product_id
      WHERE v.user_id = ${ctx.userId} AND v.digital_file_id = digital_files.id
      LIMIT ${sql.raw(String(MAX_USES))}) AS used)`
  const asset_id = sql<string | null>`(SELECT made_from.id FROM assets AS made_from
    WHERE made_from.user_id = ${ctx.userId} AND made_from.id = digital_files.asset_id)`
  return ctx.db.select({ ...getTableColumns(digitalFiles), asset_id, used_by }).from(digitalFiles)
}

export function withUses(row: DigitalFile & { used_by: string }): ListedFile {
  return { ...row, used_by: uses.parse(JSON.parse(row.used_by)) }
}

/**
 * Those of the user's files with these ids, by id.
 * @throws AppError not_found naming the ids that are none, with the pointers of who asked for them
 */
export async function requireDigitalFiles(
  ctx: Context,
  asked: readonly { id: string; pointer: string }[],
): Promise<ReadonlyMap<string, DigitalFile>> {
  if (asked.length === 0) return new Map()
  const ids = [...new Set(asked.map(({ id }) => id))]
  const rows = await ctx.db
    .select()
    .from(digitalFiles)
    .where(isAnyOf([digitalFiles.user_id, digitalFiles.id], [ctx.userId], ids))
  const found = new Map(rows.map((row) => [row.id, row]))
  const missing = asked.filter(({ id }) => !found.has(id))
  if (missing.length === 0) return found
  const named = [...new Set(missing.map(({ id }) => id))].join(', ')
  throw new AppError('not_found', `One or more digital files not found: ${named}`, {
    errors: missing.map(({ id, pointer }) => ({
      pointer,
      message: `There is no digital file with the id ${id}`,
    })),
  })
}
