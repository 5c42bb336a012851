import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { userSettings } from '../../db/schema/desk.ts'
import { type StoredSettings, storedSettings } from './schemas.ts'

/** How the user works: modes and guardrails (in credits), with the defaults of what was not set. */
export async function getSettings(ctx: Context): Promise<StoredSettings> {
  const row = await ctx.db
    .select()
    .from(userSettings)
    .where(eq(userSettings.user_id, ctx.userId))
    .get()
  return storedSettings.parse(row ?? {})
}
