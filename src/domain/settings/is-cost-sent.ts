import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { userSettings } from '../../db/schema/desk.ts'
import { shopSettings } from './schemas.ts'

/** Whether the user wants Shopify to know what prints cost. */
export async function isCostSent(ctx: Context): Promise<boolean> {
  const row = await ctx.db
    .select({ shop: userSettings.shop })
    .from(userSettings)
    .where(eq(userSettings.user_id, ctx.userId))
    .get()
  return shopSettings.parse(row?.shop ?? {}).send_cost
}
