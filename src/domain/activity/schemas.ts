import * as z from 'zod'
import { uuid } from '../../ids.ts'
import { pageQuery } from '../../paging.ts'

export const ACTIVITY_MODULES = [
  'mockups',
  'products',
  'assets',
  'quotes',
  'scenes',
  'approvals',
  'settings',
  'integrations',
  'accounts',
  'credits',
  'retries',
] as const

const MAX_REFERENCE_CHARACTERS = 100

export const activityQuery = pageQuery.extend({
  module: z.enum(ACTIVITY_MODULES).optional(),
  reference_id: z.union([uuid, z.string().max(MAX_REFERENCE_CHARACTERS)]).optional(),
})

export type ActivityModule = (typeof ACTIVITY_MODULES)[number]
export type ActivityQuery = z.output<typeof activityQuery>
