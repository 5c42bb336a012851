import * as z from 'zod'
import { type ListQuery, pageQuery } from '../../paging.ts'

export const RETRY_STATUSES = ['waiting', 'running', 'succeeded', 'exhausted', 'discarded'] as const
export const RETRY_OPERATIONS = ['mockup_generation', 'product_publish'] as const

export const retryQuery = pageQuery.extend({
  status: z.enum(RETRY_STATUSES).optional(),
  operation_type: z.enum(RETRY_OPERATIONS).optional(),
  /** Only what is waiting and whose time has come. */
  due: z.stringbool().optional(),
})

export const runAllRequest = z.strictObject({ operation_type: z.enum(RETRY_OPERATIONS) })

export type RetryOperation = (typeof RETRY_OPERATIONS)[number]
export type RetryStatus = (typeof RETRY_STATUSES)[number]
export type RetryQuery = ListQuery<typeof retryQuery>
