import type { Context as HonoContext } from 'hono'
import { type UsageFilter, usagePeriod, usageQuery } from '../../domain/credits/schemas.ts'
import type { CreditFilters } from '../../views/credits/credits-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { readFilters } from '../respond/read-filters.ts'

/** The filters in the statement's URL; what cannot be read is left out. */
export function creditFilters(c: HonoContext<HubEnv>): CreditFilters {
  const period = usagePeriod.safeParse(c.req.query('month')).data
  const others = readFilters(c, usageQuery, ['operation', 'collection', 'before'])
  return { ...others, ...(period ? { period } : {}) }
}

/** The same as what entries are chosen by. */
export function toUsageFilter({ period, operation, collection }: CreditFilters): UsageFilter {
  return { ...period, operation, collection }
}
