import * as z from 'zod'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { collectionKey } from '../collections/schemas.ts'

export const CREDIT_OPERATIONS = ['generation', 'regeneration', 'refund', 'correction'] as const

/** The collection of what an entry was paid for: artwork that had none then, or no mockup. */
export const NO_COLLECTION = 'none'

const MAX_ENTRIES = 100
const DEFAULT_ENTRIES = 25

const year = z.int().min(2000).max(9999)
const month = z.int().min(1).max(12)

/** A statement's query: `before` is the number of an entry, whose elders are asked for. */
export const usageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).default(DEFAULT_ENTRIES),
  before: z.coerce.number().int().min(1).optional(),
  year: z.coerce.number().pipe(year).optional(),
  month: z.coerce.number().pipe(month).optional(),
  operation: z.enum(CREDIT_OPERATIONS).optional(),
  collection: collectionKey.optional(),
})

const entryNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'The next_cursor of the page before')
  .optional()

/** The entries as the JSON API lists them: the cursor is the number of an entry. */
export const entryQuery = pageQuery.extend({
  ...usageQuery.omit({ limit: true, before: true }).shape,
  cursor: entryNumber,
  before: entryNumber,
})

/** `2026-11` or a whole `2026`, as a period is written in a URL. */
export const usagePeriod = z
  .string()
  .regex(/^\d{4}(-\d{2})?$/)
  .transform((text) => ({
    year: Number(text.slice(0, 4)),
    ...(text.length > 4 ? { month: Number(text.slice(5)) } : {}),
  }))
  .pipe(z.object({ year, month: month.optional() }))

export type CreditOperation = (typeof CREDIT_OPERATIONS)[number]
export type UsagePeriod = z.output<typeof usagePeriod>
export type UsageQuery = z.output<typeof usageQuery>
export type EntryQuery = ListQuery<typeof entryQuery>
export type UsageFilter = Omit<UsageQuery, 'limit' | 'before'>

export const creditsQuery = z.object({
  year: z.coerce.number().int().min(2000).max(9999).optional(),
  month: z.coerce.number().int().min(1).max(12).optional(),
})

/** A UTC year and month against the budget, in credits. */
export const creditsAnswer = z.strictObject({
  total_used: z.int(),
  monthly_used: z.int(),
  annual_budget: z.int(),
  monthly_soft_limit: z.int(),
  remaining_annual: z.int(),
  remaining_monthly: z.int(),
  held: z.int(),
  suspect: z.int(),
})
