import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement } from '../../db/client.ts'
import type { FieldError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { largestAt, type PrintSize, printSizes } from '../assets/print-sizes.ts'
import { formatSize } from '../pricing/size.ts'

type Pixels = { width: number; height: number }
type Sold = { size: string; is_active: boolean }
type Accepted = { low_dpi_accepted_at?: string | null | undefined }

/** What decides how the sizes of a product print. */
export type PrintFrame = {
  /** Its artwork; undefined where it has none, and nothing is known. */
  artwork: Pixels | undefined
  /** Below so many pixels an inch a size is not sold without a person saying so. */
  minDpi: number
  /** The sizes on offer, of which the largest good one is named. */
  sizes: readonly string[]
}

/** How a size prints, where that is below the limit; undefined where it is not, or not known. */
export function lowPrint(size: string, { artwork, minDpi }: PrintFrame): PrintSize | undefined {
  const [print] = artwork ? printSizes(artwork, [size]) : []
  return print && print.dpi < minDpi ? print : undefined
}

/**
 * Whether any variant on offer prints below the limit, said to be meant or not; null where that is
 * not known of any.
 */
export function isBelowPrint(variants: readonly Sold[], frame: PrintFrame): boolean | null {
  if (!frame.artwork) return null
  return variants.some(({ size, is_active }) => is_active && lowPrint(size, frame) !== undefined)
}

/** That a size prints too coarsely, how coarsely, and which one would not. */
function describeLowPrint({ size, dpi }: PrintSize, frame: PrintFrame): string {
  const { artwork, minDpi } = frame
  const best = artwork && largestAt(printSizes(artwork, frame.sizes), minDpi)
  const instead = best
    ? `The largest of your sizes that reaches it is ${formatSize(best.size)}`
    : 'None of your sizes that fit this artwork reaches it'
  return `The artwork prints at ${dpi} dpi at ${formatSize(size)}, below your limit of ${minDpi} dpi. ${instead}`
}

export type PrintJudge = PrintFrame & {
  /** The artwork is another one than that of the variants that are there. */
  isOther: boolean
  /** It is said to be meant, by this person, for all variants. */
  accept: boolean
  by: string
  now: string
}

/** The judge of a change that somebody makes now. */
export function printJudge(
  ctx: Context,
  { artwork, minDpi, sizes }: PrintFrame,
  { isOther, accept = false }: { isOther: boolean; accept: boolean | undefined },
): PrintJudge {
  const [by, now] = [describeActor(ctx.actor).name, isoTime(ctx.clock.now())]
  return { artwork, minDpi, sizes, isOther, accept, by, now }
}

type Judged = Sold & { before: (Sold & Accepted) | undefined; accept: boolean | undefined }

/** Who has said now that a size is meant although it prints too coarsely; nothing where nobody did. */
export function acceptedPrint(variant: Judged, judge: PrintJudge | undefined) {
  const isSaid = judge && (variant.accept ?? judge.accept)
  if (!isSaid || !variant.is_active || variant.before?.low_dpi_accepted_at) return {}
  if (!lowPrint(variant.size, judge)) return {}
  return { low_dpi_accepted_by: judge.by, low_dpi_accepted_at: judge.now }
}

/**
 * Refuses what would come on offer below the limit without anybody having said that it is meant: a
 * variant that is new or switched on, and each where the artwork is another one.
 */
export function refuseLowPrint(
  variant: Judged,
  judge: PrintJudge | undefined,
  index: number,
): FieldError[] {
  if (!judge || !variant.is_active || (variant.accept ?? judge.accept)) return []
  const { before } = variant
  if (before?.low_dpi_accepted_at || (before?.is_active && !judge.isOther)) return []
  const low = lowPrint(variant.size, judge)
  if (!low) return []
  const message = describeLowPrint(low, judge)
  return [{ pointer: `/variants/${index}/size`, message, accept: 'acceptLowDpi' }]
}

/**
 * Why a product's variants may not go on sale, each that is not live yet: below the limit, and
 * nobody has said that it is meant.
 */
export function printRefusal(
  variants: readonly (Sold & Accepted & { id: string })[],
  frame: PrintFrame,
  isLive: (variantId: string) => boolean,
): FieldError[] {
  return variants.flatMap((variant, index) => {
    if (!variant.is_active || variant.low_dpi_accepted_at || isLive(variant.id)) return []
    const low = lowPrint(variant.size, frame)
    if (!low) return []
    const message = describeLowPrint(low, frame)
    return [{ pointer: `/variants/${index}/size`, message, accept: 'acceptLowDpi' as const }]
  })
}

/** Somebody says that these variants are sold as they print, as a statement of a batch. */
export function acceptLowPrints(
  ctx: Context,
  variantIds: readonly string[],
  isTaken: SQL,
): Statement {
  const by = describeActor(ctx.actor).name
  const at = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    UPDATE product_variants SET low_dpi_accepted_by = ${by}, low_dpi_accepted_at = ${at}
    WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], variantIds)} AND ${isTaken}`)
}
