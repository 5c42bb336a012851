import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { products } from '../../db/schema/products.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getQuote } from './get-quote.ts'

/**
 * Deletes a quote; what referred to it stays and loses the reference, in the same batch.
 * @throws AppError not_found
 */
export async function deleteQuote(ctx: Context, id: string): Promise<void> {
  await getQuote(ctx, id)
  const updated_at = isoTime(ctx.clock.now())
  const clear = { quote_id: null, updated_at }
  await writeAll(ctx.db, [
    ...[assets, mockups, products].map((table) =>
      ctx.db
        .update(table)
        .set(clear)
        .where(and(eq(table.user_id, ctx.userId), eq(table.quote_id, id))),
    ),
    ctx.db
      .delete(quotes)
      .where(and(eq(quotes.user_id, ctx.userId), eq(quotes.id, id)))
      .returning({ id: quotes.id }),
    recordActivity(
      ctx,
      {
        action_type: 'quote_deleted',
        module: 'quotes',
        details: { quoteId: id },
        reference_id: id,
        reference_table: 'quotes',
      },
      { onlyIfChanged: true },
    ),
  ])
}
