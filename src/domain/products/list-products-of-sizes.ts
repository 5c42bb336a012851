import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { listed } from '../../db/client.ts'

export const SIZED_A_PAGE = 50

const found = z.object({ id: z.string(), title: z.string(), variants: z.int() })
const counted = z.object({ products: z.int(), variants: z.int() })

/** A product that is sold in some sizes, and in how many variants of them. */
export type SizedProduct = z.output<typeof found>

/** The products that have variants in these sizes, newest first: a page of them, and how many. */
export async function listProductsOfSizes(
  ctx: Context,
  sizes: readonly string[],
  { offset, limit = SIZED_A_PAGE }: { offset: number; limit?: number },
): Promise<{ rows: SizedProduct[]; products: number; variants: number }> {
  const asked = listed(
    ctx.userId,
    sizes.map((size) => ({ size })),
  )
  const ofSizes = sql`${asked} CROSS JOIN product_variants AS v
    ON v.user_id = asked.value ->> 'user_id' AND v.size = asked.value ->> 'size'`
  const [rows, totals] = await Promise.all([
    ctx.db.all(sql`
      SELECT p.id, p.title, sized.variants
      FROM (SELECT v.product_id, count(*) AS variants FROM ${ofSizes}
        GROUP BY v.product_id ORDER BY v.product_id DESC LIMIT ${limit} OFFSET ${offset}) AS sized
      CROSS JOIN products AS p ON p.user_id = ${ctx.userId} AND p.id = sized.product_id
      ORDER BY p.id DESC`),
    ctx.db.get(sql`
      SELECT count(DISTINCT v.product_id) AS products, count(*) AS variants FROM ${ofSizes}`),
  ])
  return { rows: z.array(found).parse(rows), ...counted.parse(totals) }
}
