import type { ActionType } from '../../domain/activity/schemas.ts'
import type { Tone } from '../components/tone.ts'

type Details = Record<string, unknown>

/** A row as people read it: what was done, to what, and how it should look. */
export type ActivityDescription = { did: string; to?: string; tone?: Tone }

const textOf = (details: Details, name: string): string | undefined => {
  const value = details[name]
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}

const inScene = (details: Details) => {
  const scene = textOf(details, 'scene')
  return scene ? `in ${scene.replaceAll('_', ' ')}` : undefined
}

const vendor = (details: Details) =>
  textOf(details, 'provider') === 'shopify' ? 'Shopify' : 'Dynamic Mockups'

const countOf = (details: Details, name: string, noun: string) => {
  const n = textOf(details, name) ?? '0'
  return n === '1' ? `1 ${noun}` : `${n} ${noun}s`
}

type Describe = (details: Details) => ActivityDescription

const DESCRIPTIONS: Record<ActionType, Describe> = {
  quote_created: () => ({ did: 'Added the quote' }),
  quote_changed: () => ({ did: 'Changed the quote' }),
  quote_deleted: () => ({ did: 'Deleted a quote' }),
  asset_uploaded: () => ({ did: 'Uploaded the artwork' }),
  asset_changed: () => ({ did: 'Changed the artwork' }),
  asset_file_replaced: () => ({ did: 'Replaced the file of the artwork' }),
  asset_deleted: () => ({ did: 'Deleted an artwork and its mockups' }),
  scene_created: (details) => ({ did: 'Added the scene', to: textOf(details, 'name') }),
  scene_changed: (details) => ({ did: 'Changed the scene', to: textOf(details, 'name') }),
  scene_deleted: (details) => ({ did: 'Deleted the scene', to: textOf(details, 'name') }),
  scenes_lost: (details) => ({
    did: 'Lost the template or smart object of',
    to: textOf(details, 'names'),
    tone: 'red',
  }),
  preview_area_drawn: (details) => ({
    did: 'Drew the frame’s area on the template',
    to: textOf(details, 'name'),
  }),
  preview_area_removed: (details) => ({
    did: 'Removed the frame’s area from the template',
    to: textOf(details, 'name'),
  }),
  kit_created: (details) => ({ did: 'Added the kit', to: textOf(details, 'name') }),
  kit_changed: (details) => ({ did: 'Changed the kit', to: textOf(details, 'name') }),
  kit_deleted: (details) => ({ did: 'Deleted the kit', to: textOf(details, 'name') }),
  collection_created: (details) => ({ did: 'Added the collection', to: textOf(details, 'name') }),
  collection_changed: (details) => ({ did: 'Changed the collection', to: textOf(details, 'name') }),
  collection_deleted: (details) => ({ did: 'Deleted the collection', to: textOf(details, 'name') }),
  mockup_run_requested: (details) => ({
    did: `Generated ${countOf(details, 'mockups', 'mockup')}`,
  }),
  mockup_run_cancelled: () => ({ did: 'Cancelled a run' }),
  mockup_generated: (details) => ({ did: 'Rendered a mockup', to: inScene(details), tone: 'teal' }),
  mockup_failed: (details) => ({ did: 'Render failed', to: inScene(details), tone: 'red' }),
  mockup_retried: (details) => ({ did: 'Retried a render', to: inScene(details) }),
  mockup_moved: (details) => ({
    did: 'Updated a waiting mockup to its artwork and scene as they are now',
    to: inScene(details),
  }),
  suspect_counted_as_paid: (details) => ({
    did: 'Marked an unconfirmed render as charged',
    to: inScene(details),
    tone: 'amber',
  }),
  credit_refunded: (details) => ({ did: 'Recorded a refund of 1 credit', to: inScene(details) }),
  mockup_deleted: (details) => ({ did: 'Deleted a mockup', to: inScene(details) }),
  mockup_scored: () => ({ did: 'Scored a mockup' }),
  mockup_approved: (details) => ({ did: 'Approved a mockup', to: inScene(details), tone: 'sage' }),
  mockup_rejected: (details) => ({ did: 'Rejected a mockup', to: inScene(details) }),
  mockup_reopened: (details) => ({ did: 'Undid the decision on a mockup', to: inScene(details) }),
  product_created: (details) => ({
    did: `Created a product with ${countOf(details, 'variantCount', 'variant')}`,
  }),
  product_changed: () => ({ did: 'Changed the product' }),
  product_deleted: () => ({ did: 'Deleted a product' }),
  product_approved: () => ({ did: 'Approved the product', tone: 'sage' }),
  product_rejected: () => ({ did: 'Sent the product back to draft' }),
  product_publish_requested: () => ({ did: 'Asked to publish' }),
  product_published: () => ({ did: 'Published', tone: 'sage' }),
  product_publish_failed: () => ({ did: 'Publishing failed', tone: 'red' }),
  product_retire_requested: () => ({ did: 'Asked to retire' }),
  product_retired: (details) => ({
    did: 'Retired',
    to: `(${textOf(details, 'reason') ?? 'manual'})`,
  }),
  product_withdrawn: (details) => ({ did: 'Taken off sale at', to: textOf(details, 'shop') }),
  product_restore_requested: () => ({ did: 'Asked to restore' }),
  product_restored: () => ({ did: 'Restored to draft' }),
  product_archive_requested: () => ({ did: 'Asked to archive' }),
  product_archived: () => ({ did: 'Archived' }),
  price_changed: (details) => ({ did: 'Changed the prices of', to: textOf(details, 'size') }),
  price_reset: (details) => ({
    did: 'Reset to the default prices of',
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
  retry_started: () => ({ did: 'Tried failed work again' }),
  retry_discarded: () => ({ did: 'Gave up on failed work' }),
  account_renamed: (details) => ({ did: 'Renamed the account', to: textOf(details, 'name') }),
  api_key_created: (details) => ({ did: 'Created the API key', to: textOf(details, 'name') }),
  api_key_revoked: (details) => ({ did: 'Revoked the API key', to: textOf(details, 'name') }),
}

const BY_TYPE: ReadonlyMap<string, Describe> = new Map(Object.entries(DESCRIPTIONS))

/** What a row of the log says. An action without a description is shown by its name. */
export function describeActivity(actionType: string, details: Details): ActivityDescription {
  const describe = BY_TYPE.get(actionType)
  if (describe) return describe(details)
  const name = actionType.replaceAll('_', ' ')
  return { did: name.charAt(0).toUpperCase() + name.slice(1) }
}

/** Why, where the row says so: an error, or a person's reason. */
export function activityReason(details: Details): string | undefined {
  return textOf(details, 'error') ?? textOf(details, 'reason')
}
