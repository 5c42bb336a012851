import type { Finding } from './judge.ts'

/** Indexes through which a statement may read rows of users without naming one. */
const WITHOUT_OWNER: Record<string, string> = {
  retry_due: 'the sweep over all users reads what is due',
  retry_running: 'the sweep over all users reads what was lost while it ran',
  pictures_due: 'the sweep over all users looks for who has unfinished pictures',
  pictures_suspect: 'the sweep over all users reads what has been in doubt for a day',
  deleted_mockups_due: 'the sweep over all users reads what was deleted thirty days ago',
  pictures_unused: 'the sweep over all users reads what nothing shows',
  pictures_without_thumbnail: 'the sweep over all users reads what has no thumbnail',
  assets_without_thumbnail: 'the sweep over all users reads what has no thumbnail',
  assets_without_profile: 'the sweep over all users reads where nobody has looked',
  products_publishing: 'the sweep over all users reads what has not moved',
  jobs_running: 'the sweep over all users reads what has not moved',
  jobs_undoable: 'the sweep over all users reads what can no longer be undone',
  product_changes_old: 'the sweep over all users deletes what can no longer be undone',
  publications_to_recheck: 'the sweep over all users reads what a shop left unanswered',
  publications_to_look_at: 'the sweep over all users reads what nobody has looked at for a day',
  template_reads_by_age: 'the sweep over all users reads whose templates were not read for a day',
  stale_checks_by_age: 'a queue of all users, which holds only what is due',
  product_checks_by_age: 'a queue of all users, which holds only what is due',
  idempotency_by_age: 'the sweep over all users deletes what is a day old',
  sessions_token: 'whose session it is is the question',
  api_keys_hash: 'whose key it is is the question',
  api_keys_expiry: 'the sign-in library deletes what has expired',
  sqlite_autoindex_api_keys_1: 'the key was found by its hash a moment before',
}

/** Tables of which a user has a bounded number of rows, all of which may be read at once. */
const BOUNDED: Record<string, string> = {
  mockup_tallies: 'one row a scene',
  product_counts: 'one row a status and collection',
  approval_tallies: 'one row a type',
  retry_counts: 'one row a status and kind',
  quote_counts: 'one row a collection',
  asset_counts: 'one row a collection and status',
  collections: 'at most fifty',
  credit_months: 'one row a month, operation and collection',
  integrations: 'one row a vendor',
  former_shops: 'one row a shop that was connected before',
  api_keys: 'at most fifty',
  product_pricing: 'one row a size, at most a hundred',
  stale_checks: 'a queue, which holds only what is due',
  product_checks: 'a queue, which holds only what is due',
  scene_autopilot: 'one row a scene that is approved automatically',
  scene_kits: 'at most fifty',
  recipes: 'at most fifty',
  mockup_scene_templates: 'made by hand, and shown on one page',
  account_templates: 'at most a thousand are kept, and those that scenes name',
}

type Exception = { about: RegExp; why: string }

/** Statements of all users that are neither of one owner nor through an index of what is due. */
const SWEEPS: Exception[] = [
  {
    about: /^select .* from integrations where \(integrations.user_id > \? and /,
    why: 'the sweep over all users checks their shops in turn, fifty at a time',
  },
  {
    about: /^SELECT user_id FROM former_shops AS former WHERE/,
    why: 'a shop that was connected before has a row only while something is on sale there',
  },
  {
    about: /^select .* from stale_checks order by stale_checks.requested_at asc limit \?$/,
    why: 'a queue of all users, which holds only what is due, oldest first',
  },
  {
    about: /^select .* from product_checks order by product_checks.requested_at asc limit \?$/,
    why: 'a queue of all users, which holds only what is due, oldest first',
  },
]

/** Statements that name their index themselves, since the planner would take a longer way. */
const NAMED: Exception[] = [
  {
    about: / FROM mockup_credit_usage NOT INDEXED WHERE /i,
    why: 'walks along the numbers of a year in the order wanted, as far as the page goes',
  },
]

/** Why a finding is none, if there is a reason. */
export function findException(statement: string, finding: Finding): string | undefined {
  const { rule, table, index } = finding
  if (rule === 'no owner' && index && WITHOUT_OWNER[index]) return WITHOUT_OWNER[index]
  if (rule === 'whole table' && BOUNDED[table]) return BOUNDED[table]
  const grows = rule === 'whole table' || rule === 'half a key'
  const exceptions = grows ? NAMED : SWEEPS
  return exceptions.find((one) => one.about.test(statement))?.why
}
