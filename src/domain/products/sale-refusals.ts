import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { AppError, type FieldError } from '../../errors.ts'
import { loadPricing, offered, pricesIn } from '../pricing/load-pricing.ts'
import { roomName } from '../scenes/room-name.ts'
import { getSettings } from '../settings/get-settings.ts'
import { findRejectedImages, type RejectedImage } from './find-rejected-images.ts'
import { type PrintFrame, printRefusal } from './print-check.ts'

/** What a person says is meant, so that a product goes on sale although something is not sure. */
export type SaleAccepts = { undelivered?: boolean | undefined; lowDpi?: boolean | undefined }

type SaleVariant = {
  id: string
  title: string
  size: string
  is_digital: boolean
  is_active: boolean
  digital_file_id: string | null
  delivery_confirmed_at: string | null
  low_dpi_accepted_at: string | null
  /** The shop sells it now. */
  is_live: boolean
}

/** What decides whether a product may go on sale at a shop. */
export type SaleFacts = {
  rejected: readonly RejectedImage[]
  /** In their order. */
  variants: readonly SaleVariant[]
  print: PrintFrame
}

const NOTHING_DONE = 'Nothing was published.'

/**
 * Why a product may not go on sale as it is; undefined where nothing is against it. What the shop
 * sells already stays. `errors` names each variant, and with `accept` what to say where it is meant.
 */
export function saleRefusal(facts: SaleFacts, accepts: SaleAccepts = {}): AppError | undefined {
  const rejected = rejectedPictures(facts.rejected)
  if (rejected) return new AppError('conflict', rejected)
  const downloads = refuseDownloads(facts.variants).filter(
    ({ accept }) => !(accept && accepts.undelivered),
  )
  const prints = accepts.lowDpi ? [] : refusePrints(facts)
  const errors = [...downloads, ...prints]
  if (errors.length === 0) return undefined
  const sentences = [...new Set(errors.map(({ message }) => `${message}.`))]
  return new AppError('conflict', `${sentences.join(' ')} ${NOTHING_DONE}`, { errors })
}

function refusePrints({ variants, print }: SaleFacts): FieldError[] {
  const isLive = new Map(variants.map((variant) => [variant.id, variant.is_live]))
  return printRefusal(variants, print, (id) => isLive.get(id) ?? false)
}

/** The ids of the variants that are refused for their size, unless that is said to be meant. */
export function lowPrintsOf(facts: SaleFacts): string[] {
  const refused = new Set(refusePrints(facts).map(({ pointer }) => pointer.split('/')[2]))
  return facts.variants.flatMap(({ id }, index) => (refused.has(String(index)) ? [id] : []))
}

/** What a refusal would not be, were it said to be meant; empty where that does not help. */
export function acceptancesOf({ errors }: Pick<AppError, 'errors'>) {
  const wanted = errors.map(({ accept }) => accept)
  return wanted.every((accept) => accept !== undefined)
    ? [...new Set(wanted.flatMap((accept) => accept ?? []))]
    : []
}

function rejectedPictures(rejected: readonly RejectedImage[]): string | undefined {
  if (rejected.length === 0) return undefined
  const places = rejected
    .map(({ position, scene }) => `${position + 1}${scene ? ` (${roomName(scene)})` : ''}`)
    .join(', ')
  return `This product has pictures that were rejected: ${places}. ${NOTHING_DONE} Choose other pictures, or approve these.`
}

/** Nobody sends our file to a buyer: that the delivery app has it is for a person to say. */
function refuseDownloads(variants: readonly SaleVariant[]): FieldError[] {
  return variants.flatMap((variant, index): FieldError[] => {
    const { title, digital_file_id, delivery_confirmed_at } = variant
    if (!variant.is_digital || !variant.is_active || variant.is_live) return []
    const pointer = `/variants/${index}/digital_file_id`
    if (digital_file_id === null) {
      return [{ pointer, message: `${title} has no file for customers to download. Choose one` }]
    }
    if (delivery_confirmed_at !== null) return []
    const message = `Nobody has confirmed that your delivery app has the file of ${title}. Put it there, then confirm it`
    return [{ pointer, message, accept: 'acceptUndelivered' }]
  })
}

const bit = z.coerce.boolean()
const saleRows = z.array(
  z.object({
    product_id: z.string(),
    currency: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    id: z.string(),
    title: z.string(),
    size: z.string(),
    is_digital: bit,
    is_active: bit,
    digital_file_id: z.string().nullable(),
    delivery_confirmed_at: z.string().nullable(),
    low_dpi_accepted_at: z.string().nullable(),
    is_live: bit,
  }),
)

/** The same facts of products, by their ids, as they are now and as this shop shows them. */
export async function findSaleFacts(
  ctx: Context,
  productIds: readonly string[],
  shop: string,
): Promise<ReadonlyMap<string, SaleFacts>> {
  const [rows, rejected, settings, pricing] = await Promise.all([
    readVariants(ctx, productIds, shop),
    findRejectedImages(ctx, productIds),
    getSettings(ctx),
    loadPricing(ctx),
  ])
  const variantsOf = Map.groupBy(rows, ({ product_id }) => product_id)
  const imagesOf = Map.groupBy(rejected, ({ product_id }) => product_id)
  return new Map(
    productIds.map((id): [string, SaleFacts] => {
      const variants = variantsOf.get(id) ?? []
      const [{ width = null, height = null, currency = '' } = {}] = variants
      const prices = [...pricesIn(pricing, currency).values()]
      const print = {
        artwork: width === null || height === null ? undefined : { width, height },
        minDpi: settings.print.min_dpi,
        sizes: offered(prices).map(({ size }) => size),
      }
      return [id, { rejected: imagesOf.get(id) ?? [], variants, print }]
    }),
  )
}

async function readVariants(ctx: Context, productIds: readonly string[], shop: string) {
  const rows = await ctx.db.all(sql`
    SELECT v.product_id, p.currency, a.width, a.height, v.id, v.title, v.size, v.is_digital,
      v.is_active, v.digital_file_id, v.delivery_confirmed_at, v.low_dpi_accepted_at,
      ${isLive(ctx, shop)} AS is_live
    FROM (SELECT DISTINCT value AS id FROM json_each(${JSON.stringify(productIds)})) AS asked
    CROSS JOIN products AS p ON p.user_id = ${ctx.userId} AND p.id = asked.id
    CROSS JOIN product_variants AS v ON v.user_id = ${ctx.userId} AND v.product_id = p.id
    LEFT JOIN assets AS a ON a.user_id = ${ctx.userId} AND a.id = p.asset_id
    ORDER BY v.product_id, v.position`)
  return saleRows.parse(rows)
}

/** Whether the shop sells the variant `v` now. */
function isLive(ctx: Context, shop: string) {
  return sql`EXISTS (SELECT 1 FROM product_publications AS shown
    CROSS JOIN publication_variants AS sold ON sold.user_id = shown.user_id
      AND sold.product_id = shown.product_id AND sold.shop_domain = shown.shop_domain
    WHERE shown.user_id = ${ctx.userId} AND shown.product_id = v.product_id
      AND shown.shop_domain = ${shop} AND shown.status = 'active' AND sold.variant_id = v.id)`
}

/** Whether a download of this product would go on sale at the shop without a file or a word. */
export function hasUndelivered(ctx: Context, productId: string, shop: string) {
  return sql`EXISTS (SELECT 1 FROM product_variants AS v
    WHERE v.user_id = ${ctx.userId} AND v.product_id = ${productId} AND v.is_digital
      AND v.is_active AND (v.digital_file_id IS NULL OR v.delivery_confirmed_at IS NULL)
      AND NOT ${isLive(ctx, shop)})`
}
