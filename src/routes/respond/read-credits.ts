import type { Context } from '../../context.ts'
import { type Credits, getCredits } from '../../domain/credits/get-credits.ts'

const PATIENCE_MS = 1_500

/** The credits for a page's card; undefined where the ledger does not answer before the page must. */
export async function readCredits(ctx: Context): Promise<Credits | undefined> {
  const credits = getCredits(ctx).catch((cause: unknown) => {
    ctx.log.error('credits_not_read', cause, {})
    return undefined
  })
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  try {
    return await Promise.race([credits, late])
  } finally {
    clearTimeout(timer)
  }
}
