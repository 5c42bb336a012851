import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import {
  type AccountTemplate,
  accountTemplates,
  type TemplateRead,
  templateReads,
} from '../../db/schema/templates.ts'
import { contains } from '../../db/search.ts'

/** As many as a select offers; the others are found by searching. */
const MAX_CHOICES = 25

export type TemplateChoices = {
  rows: Pick<AccountTemplate, 'id' | 'name' | 'layers'>[]
  /** There are more. */
  isCut: boolean
  /** When they were read; null before that was tried. */
  read: TemplateRead | null
}

/** The templates of the account to choose one from, by name: the first that `search` finds. */
export async function listTemplateChoices(
  ctx: Context,
  search?: string | undefined,
): Promise<TemplateChoices> {
  const { user_id, id, name, layers, gone_at } = accountTemplates
  const [rows, reads] = await ctx.db.batch([
    ctx.db
      .select({ id, name, layers })
      .from(accountTemplates)
      // Written out, so that the partial index of what is listed serves.
      .where(
        and(
          eq(user_id, ctx.userId),
          sql`${gone_at} IS NULL`,
          search ? contains(name, search) : undefined,
        ),
      )
      .orderBy(sql`${name} COLLATE NOCASE`, asc(id))
      .limit(MAX_CHOICES + 1),
    ctx.db.select().from(templateReads).where(eq(templateReads.user_id, ctx.userId)),
  ])
  return {
    rows: rows.slice(0, MAX_CHOICES),
    isCut: rows.length > MAX_CHOICES,
    read: reads[0] ?? null,
  }
}
