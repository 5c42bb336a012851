import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { type BaseContext, forUser } from '../../context.ts'
import { type Integration, integrations } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { shopMetadata } from '../integrations/schemas.ts'
import { readCursor, writeCursor } from '../sweeps/cursor.ts'
import { checkShop } from './check-shop.ts'
import { resumeParked } from './resume-parked.ts'

export const CHECK_SHOPS = 'shop_checks'
const MAX_SHOPS_A_CALL = 50
const CHECKED_EACH_MS = 24 * 60 * 60_000

/**
 * Checks the connections to shops in turn: each once a day, and those that refuse their credentials
 * whenever it is their turn, since Shopify may take them again. What waits for a shop that works
 * goes on. Returns the number of shops.
 */
export async function checkAllShops(base: BaseContext): Promise<number> {
  const after = await readCursor(base, CHECK_SHOPS)
  const rows = await base.db
    .select()
    .from(integrations)
    .where(
      and(
        gt(integrations.user_id, after ?? ''),
        eq(integrations.provider, 'shopify'),
        isNotNull(integrations.credentials),
      ),
    )
    .orderBy(asc(integrations.user_id))
    .limit(MAX_SHOPS_A_CALL)
  for (const row of rows) await checkOne(base, row)
  const last = rows.length === MAX_SHOPS_A_CALL ? rows.at(-1)?.user_id : undefined
  await writeCursor(base, CHECK_SHOPS, last)
  return rows.length
}

async function checkOne(base: BaseContext, row: Integration): Promise<void> {
  const ctx = forUser(base, row.user_id, { kind: 'system', job: 'shop checks' })
  const known = shopMetadata.safeParse(row.metadata).data
  const checkedMs = Date.parse(known?.checked_at ?? '') || 0
  const isDue = known?.refused_at || base.clock.now() - checkedMs > CHECKED_EACH_MS
  try {
    if (isDue) await checkShop(ctx)
    else if (row.account) await resumeParked(ctx, row.account)
  } catch (cause) {
    // Nothing is lost by looking at it the next time.
    if (!(cause instanceof AppError)) base.log.error('shop_not_checked', cause)
  }
}
