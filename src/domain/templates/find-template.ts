import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type AccountTemplate, accountTemplates } from '../../db/schema/templates.ts'

/** A template of the account's by its id, as it was last read, or undefined. */
export async function findTemplate(ctx: Context, id: string): Promise<AccountTemplate | undefined> {
  return ctx.db
    .select()
    .from(accountTemplates)
    .where(and(eq(accountTemplates.user_id, ctx.userId), eq(accountTemplates.id, id)))
    .get()
}
