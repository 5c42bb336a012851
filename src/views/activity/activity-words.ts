import type { Tone } from '../components/tone.ts'

type Details = Record<string, unknown>

/** A row in people's words: what was done, to what, and how it should look. */
export type Words = { did: string; to?: string; tone?: Tone }

const said = (details: Details, name: string): string | undefined => {
  const value = details[name]
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}

const inScene = (details: Details) => {
  const scene = said(details, 'scene')
  return scene ? `in ${scene.replaceAll('_', ' ')}` : undefined
}

const vendor = (details: Details) =>
  said(details, 'provider') === 'shopify' ? 'Shopify' : 'Dynamic Mockups'

const counted = (details: Details, name: string, noun: string) => {
  const n = said(details, name) ?? '0'
  return n === '1' ? `1 ${noun}` : `${n} ${noun}s`
}

const WORDS: Record<string, (details: Details) => Words> = {
  quote_created: () => ({ did: 'Added the quote' }),
  quote_changed: () => ({ did: 'Changed the quote' }),
  quote_deleted: () => ({ did: 'Deleted a quote' }),
  asset_uploaded: () => ({ did: 'Uploaded the artwork' }),
  asset_changed: () => ({ did: 'Changed the artwork' }),
  asset_file_replaced: () => ({ did: 'Replaced the file of the artwork' }),
  asset_deleted: () => ({ did: 'Deleted an artwork and its mockups' }),
  scene_created: (details) => ({ did: 'Added the scene', to: said(details, 'name') }),
  scene_changed: (details) => ({ did: 'Changed the scene', to: said(details, 'name') }),
  scene_deleted: (details) => ({ did: 'Deleted the scene', to: said(details, 'name') }),
  mockup_run_requested: (details) => ({
    did: `Asked for ${counted(details, 'mockups', 'mockup')}`,
  }),
  mockup_run_cancelled: () => ({ did: 'Cancelled a run' }),
  mockup_generated: (details) => ({ did: 'Rendered a mockup', to: inScene(details), tone: 'teal' }),
  mockup_failed: (details) => ({ did: 'A render failed', to: inScene(details), tone: 'red' }),
  mockup_retried: (details) => ({ did: 'Tried a render again', to: inScene(details) }),
  suspect_counted_as_paid: (details) => ({
    did: 'Counted a suspect render as paid',
    to: inScene(details),
    tone: 'amber',
  }),
  credit_refunded: (details) => ({ did: 'Recorded a refund of 1 credit', to: inScene(details) }),
  mockup_deleted: (details) => ({ did: 'Deleted a mockup', to: inScene(details) }),
  mockup_scored: () => ({ did: 'Scored a mockup' }),
  mockup_approved: (details) => ({ did: 'Approved a mockup', to: inScene(details), tone: 'sage' }),
  mockup_rejected: (details) => ({ did: 'Rejected a mockup', to: inScene(details) }),
  product_created: (details) => ({
    did: `Created a product with ${counted(details, 'variantCount', 'variant')}`,
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
    to: `(${said(details, 'reason') ?? 'manual'})`,
  }),
  product_withdrawn: (details) => ({ did: 'Taken off sale at', to: said(details, 'shop') }),
  product_restore_requested: () => ({ did: 'Asked to restore' }),
  product_restored: () => ({ did: 'Restored to draft' }),
  product_archive_requested: () => ({ did: 'Asked to archive' }),
  product_archived: () => ({ did: 'Archived' }),
  price_changed: (details) => ({ did: 'Changed the prices of', to: said(details, 'size') }),
  price_reset: (details) => ({
    did: 'Went back to the default prices of',
    to: said(details, 'size'),
  }),
  settings_changed: () => ({ did: 'Changed the settings' }),
  integration_connected: (details) => ({
    did: `Connected ${vendor(details)}`,
    to: said(details, 'account'),
    tone: 'sage',
  }),
  integration_disconnected: (details) => ({ did: `Disconnected ${vendor(details)}` }),
  integration_failed: (details) => ({ did: `${vendor(details)} needs attention`, tone: 'red' }),
  integration_recovered: (details) => ({ did: `${vendor(details)} works again`, tone: 'sage' }),
  retry_started: () => ({ did: 'Tried failed work again' }),
  retry_discarded: () => ({ did: 'Gave up on failed work' }),
  api_key_created: (details) => ({ did: 'Made the API key', to: said(details, 'name') }),
  api_key_revoked: (details) => ({ did: 'Revoked the API key', to: said(details, 'name') }),
}

/** What a row of the log says. An action without words of its own is said by its name. */
export function activityWords(actionType: string, details: Details): Words {
  const words = WORDS[actionType]
  if (words) return words(details)
  const name = actionType.replaceAll('_', ' ')
  return { did: name.charAt(0).toUpperCase() + name.slice(1) }
}

/** Why, where the row says so: an error, or a person's reason. */
export function activityReason(details: Details): string | undefined {
  return said(details, 'error') ?? said(details, 'reason')
}
