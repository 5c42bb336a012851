import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { ownFees, presentFees } from '../pricing/fees.ts'
import { ownDefaults, type StoredSettings, storedSettings } from './schemas.ts'

const MAX_VENDOR_CHARACTERS = 255

const kept = z.object({
  settings: z
    .string()
    .nullable()
    .transform((text) => keptSettings.parse(JSON.parse(text ?? '{}'))),
  shop: z
    .string()
    .nullable()
    .transform((text) => shopMetadata.parse(JSON.parse(text ?? '{}'))),
})
const keptSettings = z.looseObject({
  defaults: ownDefaults.default({}),
  fees: ownFees.default({}),
})
const shopMetadata = z.object({
  shop_name: z.string().trim().optional(),
  shop_domain: z.string().optional(),
  currency: z.string().default(DEFAULT_CURRENCY),
})

/**
 * How the user works: modes, guardrails (in credits), defaults of products, time zone, the
 * fees of a sale, the print limit and what the shop is told, with the defaults of what was not set. Where no vendor was set
 * it is the name of the Shopify store.
 */
export async function getSettings(ctx: Context): Promise<StoredSettings> {
  const row = await ctx.db.get(sql`
    SELECT
      (SELECT json_object('global_mode', global_mode, 'version', version,
          'module_overrides', json(module_overrides), 'guardrails', json(guardrails),
          'defaults', json(defaults), 'time_zone', time_zone, 'fees', json(fees),
          'print', json(print), 'shop', json(shop))
        FROM user_settings WHERE user_id = ${ctx.userId}) AS settings,
      (SELECT metadata FROM integrations
        WHERE user_id = ${ctx.userId} AND provider = 'shopify') AS shop`)
  const { settings, shop } = kept.parse(row)
  const vendor = shop.shop_name || shop.shop_domain?.split('.')[0]
  return storedSettings.parse({
    ...settings,
    defaults: { vendor: vendor?.slice(0, MAX_VENDOR_CHARACTERS), ...settings.defaults },
    own_defaults: settings.defaults,
    fees: presentFees(settings.fees, shop.currency),
    own_fees: settings.fees,
    account_currency: shop.currency,
  })
}
