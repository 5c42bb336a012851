import * as z from 'zod'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'

export const ACTIVITY_MODULES = [
  'mockups',
  'products',
  'assets',
  'quotes',
  'scenes',
  'kits',
  'collections',
  'approvals',
  'settings',
  'integrations',
  'accounts',
  'credits',
  'retries',
] as const

/** What the log records; each has its description on the activity page. */
export const ACTION_TYPES = [
  'quote_created',
  'quote_changed',
  'quote_deleted',
  'asset_uploaded',
  'asset_changed',
  'asset_file_replaced',
  'asset_deleted',
  'scene_created',
  'scene_changed',
  'scene_deleted',
  'scenes_lost',
  'scene_autopilot_set',
  'scene_autopilot_stopped',
  'preview_area_drawn',
  'preview_area_removed',
  'kit_created',
  'kit_changed',
  'kit_deleted',
  'collection_created',
  'collection_changed',
  'collection_deleted',
  'mockup_run_requested',
  'mockup_run_cancelled',
  'mockup_generated',
  'mockup_failed',
  'mockup_retried',
  'mockup_moved',
  'suspect_counted_as_paid',
  'credit_refunded',
  'mockup_deleted',
  'mockup_restored',
  'mockup_scored',
  'mockup_approved',
  'mockup_rejected',
  'mockup_reopened',
  'product_created',
  'product_changed',
  'product_deleted',
  'product_approved',
  'product_rejected',
  'product_publish_requested',
  'product_published',
  'product_publish_failed',
  'product_retire_requested',
  'product_retired',
  'product_withdrawn',
  'product_restore_requested',
  'product_restored',
  'product_archive_requested',
  'product_archived',
  'digital_file_added',
  'digital_file_deleted',
  'price_changed',
  'price_reset',
  'settings_changed',
  'integration_connected',
  'integration_disconnected',
  'integration_failed',
  'integration_recovered',
  'retry_started',
  'retry_discarded',
  'account_renamed',
  'api_key_created',
  'api_key_revoked',
] as const

const MAX_REFERENCE_CHARACTERS = 100

export const activityQuery = pageQuery.extend({
  module: z.enum(ACTIVITY_MODULES).optional(),
  reference_id: z.union([uuid, z.string().max(MAX_REFERENCE_CHARACTERS)]).optional(),
})

export type ActionType = (typeof ACTION_TYPES)[number]
export type ActivityModule = (typeof ACTIVITY_MODULES)[number]
export type ActivityQuery = ListQuery<typeof activityQuery>
