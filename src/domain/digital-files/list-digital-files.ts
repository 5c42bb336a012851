import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type DigitalFile, digitalFiles } from '../../db/schema/digital-files.ts'
import { contains } from '../../db/search.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { type ListedFile, selectFiles, withUses } from './get-digital-file.ts'
import type { DigitalFileQuery } from './schemas.ts'

/** As many as a select offers; the others are found by searching. */
const MAX_CHOICES = 50

export type FileChoice = Pick<DigitalFile, 'id' | 'name' | 'byte_size'>

/** The user's files, newest first. */
export async function listDigitalFiles(
  ctx: Context,
  query: DigitalFileQuery,
): Promise<Page<ListedFile>> {
  const matching = matchingOf(ctx, query.search)
  const [rows, totals] = await ctx.db.batch([
    pageOf(selectFiles(ctx).$dynamic(), digitalFiles.id, matching, query),
    countUpTo(ctx.db, digitalFiles, matching, countedRows(query)),
  ])
  return toPage(rows.map(withUses), toTotal(totals[0]?.n ?? 0, query), query)
}

/**
 * Files to choose one from: those of `chosen`, by id, that are there, and then the newest fifty that
 * `search` finds, or the newest of all.
 */
export async function listFileChoices(
  ctx: Context,
  { chosen, search }: { chosen: readonly string[]; search?: string | undefined },
): Promise<FileChoice[]> {
  const { id, name, byte_size } = digitalFiles
  const select = () => ctx.db.select({ id, name, byte_size }).from(digitalFiles)
  const [known, offered] = await Promise.all([
    chosen.length > 0
      ? select().where(isAnyOf([digitalFiles.user_id, digitalFiles.id], [ctx.userId], chosen))
      : [],
    select().where(matchingOf(ctx, search)).orderBy(desc(id)).limit(MAX_CHOICES),
  ])
  const ids = new Set(known.map((file) => file.id))
  return [...known, ...offered.filter((file) => !ids.has(file.id))]
}

function matchingOf(ctx: Context, search: string | undefined) {
  return and(
    eq(digitalFiles.user_id, ctx.userId),
    search ? contains(digitalFiles.name, search) : undefined,
  )
}
