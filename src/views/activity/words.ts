import type { ActionType } from '../../domain/activity/schemas.ts'
import { roomName } from '../../domain/scenes/room-name.ts'
import type { Tone } from '../components/tone.ts'

export type Details = Record<string, unknown>

/** A row as people read it: what was done, to what, and how it should look. */
export type ActivityDescription = { did: string; to?: string; tone?: Tone }

/** A value that a row has, as text. */
export const textOf = (details: Details, name: string): string | undefined => {
  const value = details[name]
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}

const inScene = (details: Details) => {
  const scene = textOf(details, 'scene')
  return scene ? `in ${roomName(scene)}` : undefined
}

const vendor = (details: Details) =>
  textOf(details, 'provider') === 'shopify' ? 'Shopify' : 'Dynamic Mockups'

const countOf = (details: Details, name: string, noun: string) => {
  const n = textOf(details, name) ?? '0'
  return n === '1' ? `1 ${noun}` : `${n} ${noun}s`
}

/** What each row of the log says, by what was done. */
export const activityDescriptions: Record<ActionType, (details: Details) => ActivityDescription> = {
  quote_created: () => ({ did: 'Added the quote' }),
  quote_changed: () => ({ did: 'Edited the quote' }),
  quote_deleted: () => ({ did: 'Deleted a quote' }),
  asset_uploaded: () => ({ did: 'Uploaded the artwork' }),
  asset_changed: () => ({ did: 'Edited the artwork' }),
  asset_file_replaced: () => ({ did: 'Replaced the artwork’s file' }),
  asset_deleted: () => ({ did: 'Deleted an artwork and its mockups' }),
  scene_created: (details) => ({ did: 'Added the scene', to: textOf(details, 'name') }),
  scene_changed: (details) => ({ did: 'Edited the scene', to: textOf(details, 'name') }),
  scene_deleted: (details) => ({ did: 'Deleted the scene', to: textOf(details, 'name') }),
  scenes_lost: (details) => ({
    did: 'Template or smart object missing for',
    to: textOf(details, 'names'),
    tone: 'red',
  }),
  scene_autopilot_set: (details) => ({
    did: details.auto_approve
      ? 'Turned automatic approval on for'
      : 'Turned automatic approval off for',
    to: textOf(details, 'name'),
  }),
  scene_autopilot_stopped: (details) => ({
    did: 'Back to review, with too few approvals:',
    to: textOf(details, 'name'),
    tone: 'amber',
  }),
  preview_area_drawn: (details) => ({
    did: 'Drew the frame on the template',
    to: textOf(details, 'name'),
  }),
  preview_area_removed: (details) => ({
    did: 'Removed the frame from the template',
    to: textOf(details, 'name'),
  }),
  kit_created: (details) => ({ did: 'Added the kit', to: textOf(details, 'name') }),
  kit_changed: (details) => ({ did: 'Edited the kit', to: textOf(details, 'name') }),
  kit_deleted: (details) => ({ did: 'Deleted the kit', to: textOf(details, 'name') }),
  recipe_created: (details) => ({ did: 'Added the recipe', to: textOf(details, 'name') }),
  recipe_changed: (details) => ({ did: 'Edited the recipe', to: textOf(details, 'name') }),
  recipe_deleted: (details) => ({ did: 'Deleted the recipe', to: textOf(details, 'name') }),
  collection_created: (details) => ({ did: 'Added the collection', to: textOf(details, 'name') }),
  collection_changed: (details) => ({ did: 'Edited the collection', to: textOf(details, 'name') }),
  collection_deleted: (details) => ({ did: 'Deleted the collection', to: textOf(details, 'name') }),
  mockup_run_requested: (details) => ({
    did: `Generated ${countOf(details, 'mockups', 'mockup')}`,
  }),
  mockup_run_cancelled: () => ({ did: 'Cancelled a run' }),
  mockup_generated: (details) => ({ did: 'Rendered a mockup', to: inScene(details), tone: 'teal' }),
  mockup_failed: (details) => ({ did: 'Render failed', to: inScene(details), tone: 'red' }),
  mockup_retried: (details) => ({ did: 'Retried a render', to: inScene(details) }),
  mockup_moved: (details) => ({
    did: 'Updated a queued mockup to the current artwork and scene',
    to: inScene(details),
  }),
  suspect_counted_as_paid: (details) => ({
    did: 'Marked an unconfirmed render as charged',
    to: inScene(details),
    tone: 'amber',
  }),
  credit_refunded: (details) => ({ did: 'Refunded 1 credit', to: inScene(details) }),
  mockup_deleted: (details) => ({ did: 'Deleted a mockup', to: inScene(details) }),
  mockup_restored: (details) => ({ did: 'Restored a mockup', to: inScene(details) }),
  mockup_scored: () => ({ did: 'Scored a mockup' }),
  mockup_approved: (details) => ({ did: 'Approved a mockup', to: inScene(details), tone: 'sage' }),
  mockup_rejected: (details) => ({ did: 'Rejected a mockup', to: inScene(details) }),
  mockup_reopened: (details) => ({ did: 'Undid the decision on a mockup', to: inScene(details) }),
  product_created: (details) => ({
    did: `Created a product with ${countOf(details, 'variantCount', 'variant')}`,
  }),
  product_changed: () => ({ did: 'Edited the product' }),
  product_deleted: () => ({ did: 'Deleted a product' }),
  product_approved: () => ({ did: 'Approved the product', tone: 'sage' }),
  product_rejected: () => ({ did: 'Returned the product to draft' }),
  product_publish_requested: () => ({ did: 'Started publishing' }),
  product_published: () => ({ did: 'Published', tone: 'sage' }),
  product_publish_failed: () => ({ did: 'Publishing failed', tone: 'red' }),
  product_retire_requested: () => ({ did: 'Started retiring' }),
  product_retired: () => ({ did: 'Retired' }),
  product_withdrawn: (details) => ({ did: 'Unpublished from', to: textOf(details, 'shop') }),
  product_stage_requested: () => ({ did: 'Started sending as a draft' }),
  product_staged: (details) => ({ did: 'Sent as a draft', to: textOf(details, 'shop') }),
  product_drift_decided: () => ({ did: 'Decided on changes made on Shopify' }),
  product_restore_requested: () => ({ did: 'Started restoring' }),
  product_restored: () => ({ did: 'Restored to draft' }),
  product_archive_requested: () => ({ did: 'Started archiving' }),
  product_archived: () => ({ did: 'Archived' }),
  job_started: () => ({ did: 'Started changing several products' }),
  job_cancelled: () => ({ did: 'Cancelled changing several products' }),
  job_retried: () => ({ did: 'Retried what failed of changing several products' }),
  digital_file_added: (details) => ({ did: 'Added the file', to: textOf(details, 'name') }),
  digital_file_deleted: (details) => ({ did: 'Deleted the file', to: textOf(details, 'name') }),
  price_changed: (details) => ({ did: 'Changed the prices for', to: textOf(details, 'size') }),
  prices_changed: (details) => ({
    did: `Changed the prices of ${countOf(details, 'sizes', 'size')}`,
  }),
  price_reset: (details) => ({
    did: 'Reset to the default prices for',
    to: textOf(details, 'size'),
  }),
  settings_changed: () => ({ did: 'Changed the settings' }),
  integration_connected: (details) => ({
    did: `Connected ${vendor(details)}`,
    to: textOf(details, 'account'),
    tone: 'sage',
  }),
  integration_disconnected: (details) => ({ did: `Disconnected ${vendor(details)}` }),
  integration_failed: (details) => ({ did: `${vendor(details)} needs attention`, tone: 'red' }),
  integration_recovered: (details) => ({ did: `${vendor(details)} works again`, tone: 'sage' }),
  retry_started: () => ({ did: 'Retried failed work' }),
  retry_discarded: () => ({ did: 'Discarded a retry' }),
  account_renamed: (details) => ({ did: 'Renamed the account', to: textOf(details, 'name') }),
  api_key_created: (details) => ({ did: 'Created the API key', to: textOf(details, 'name') }),
  api_key_revoked: (details) => ({ did: 'Revoked the API key', to: textOf(details, 'name') }),
}

/** The page of activity, and who did what. */
export const activityWords = {
  history: 'History',
  title: 'Activity',
  lead: 'Everything done by you, your API keys and Haven Hub.',
  module: 'Area',
  everything: 'All areas',
  nothing: 'No activity yet',
  nothingText: 'What you upload, generate, approve and publish is listed here.',
  entries: { one: 'entry', many: 'entries' },
  you: 'You',
  automatic: (job: string) => `Haven Hub, ${job}`,
  key: (name: string) => `API key “${name}”`,
  today: 'Today',
  yesterday: 'Yesterday',
  jobs: {
    'mockup.render': 'rendering',
    'product.sync': 'publishing',
    'due retries': 'retrying automatically',
    'suspect renders': 'confirming charges',
  },
} as const
