import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { requireDigitalFiles } from '../digital-files/get-digital-file.ts'
import type { VariantRow } from './load-parts.ts'
import type { VariantInput } from './plan-variants.ts'

type Change = {
  inputs: readonly VariantInput[]
  /** Somebody says that the delivery app has the files of all of them. */
  accept: boolean | undefined
  existing?: readonly VariantRow[]
}

/**
 * Planned variants, in the order of their inputs, with the files that they name and who has said
 * that the delivery app has them. The word is given about a file: another file takes it away.
 *
 * @throws AppError not_found naming the files that are not the user's
 */
export async function withDelivery(
  ctx: Context,
  rows: readonly VariantRow[],
  { inputs, accept, existing = [] }: Change,
): Promise<VariantRow[]> {
  const asked = inputs.flatMap(({ digital_file_id: id }, index) =>
    id ? [{ id, pointer: `/variants/${index}/digital_file_id` }] : [],
  )
  const files = await requireDigitalFiles(ctx, asked)
  const known = new Map(existing.map((variant) => [variant.id, variant]))
  const word = {
    delivery_confirmed_by: describeActor(ctx.actor).name,
    delivery_confirmed_at: isoTime(ctx.clock.now()),
  }
  return rows.map((row, index) => {
    const before = known.get(row.id)
    const named = row.digital_file_id === null ? undefined : files.get(row.digital_file_id)
    const isSame = before !== undefined && before.digital_file_id === row.digital_file_id
    const said = inputs[index]?.accept_undelivered ?? accept
    const kept = isSame && said !== false ? wordOf(before) : NO_WORD
    const isNew = said && row.digital_file_id !== null && kept.delivery_confirmed_at === null
    return {
      ...row,
      digital_file_key: named?.file_key ?? (isSame ? before.digital_file_key : null),
      digital_file_name: named?.name ?? (isSame ? before.digital_file_name : null),
      ...(isNew ? word : kept),
    }
  })
}

const NO_WORD = { delivery_confirmed_by: null, delivery_confirmed_at: null }

function wordOf({ delivery_confirmed_by, delivery_confirmed_at }: VariantRow) {
  return { delivery_confirmed_by, delivery_confirmed_at }
}

/** Somebody says that the delivery app has every file of a product, as a statement of a batch. */
export function confirmDelivery(ctx: Context, productId: string, isTaken: SQL): Statement {
  return ctx.db.run(sql`
    UPDATE product_variants SET delivery_confirmed_by = ${describeActor(ctx.actor).name},
      delivery_confirmed_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND product_id = ${productId} AND is_digital
      AND digital_file_id IS NOT NULL AND delivery_confirmed_at IS NULL AND ${isTaken}`)
}
