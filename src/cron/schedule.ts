import { type BaseContext, createBaseContext } from '../context.ts'
import { readProfiles } from '../domain/assets/read-profiles.ts'
import { REMOVE_ORPHANS, removeOrphans } from '../domain/assets/remove-orphans.ts'
import { forgetChanges } from '../domain/changes/forget-changes.ts'
import { CHECK_REPORTS, checkReports } from '../domain/credits/check-reports.ts'
import { deleteOldIdempotencyKeys } from '../domain/idempotency/delete-old-idempotency-keys.ts'
import { forgetUndoable, resendJobs } from '../domain/jobs/resend-jobs.ts'
import { emptyWastebasket } from '../domain/mockups/empty-wastebasket.ts'
import { refreshAllStale } from '../domain/mockups/refresh-stale.ts'
import { makeThumbnails } from '../domain/pictures/make-thumbnails.ts'
import { removeUnusedPictures } from '../domain/pictures/remove-unused.ts'
import { recheckAllProducts } from '../domain/products/recheck-products.ts'
import { CHECK_SHOPS, checkAllShops } from '../domain/publishing/check-all-shops.ts'
import { lookAtShops } from '../domain/publishing/drift/look-at-shops.ts'
import { settleFormerShopsOfAll } from '../domain/publishing/former-shops.ts'
import { recheckPublications } from '../domain/publishing/recheck-publications.ts'
import { syncStaleProducts } from '../domain/publishing/sync-stale-products.ts'
import { runDueRetries } from '../domain/recovery/run-due-retries.ts'
import { SWEEP_UNFINISHED, sweepUnfinished } from '../domain/rendering/sweep-unfinished.ts'
import { settleOldSuspects } from '../domain/suspects/settle-old-suspects.ts'
import { refreshStatistics } from '../domain/sweeps/refresh-statistics.ts'
import { refreshAllTemplates } from '../domain/templates/refresh-templates.ts'
import { runSweep } from './run-sweep.ts'

type Sweep = (base: BaseContext) => Promise<number>

const EACH_MINUTE: Record<string, Sweep> = {
  suspect_renders: settleOldSuspects,
  [SWEEP_UNFINISHED]: sweepUnfinished,
  due_retries: (base) => runDueRetries(base),
  stale_products: (base) => syncStaleProducts(base),
  publications_to_recheck: recheckPublications,
  stale_jobs: resendJobs,
  stale_mockups: refreshAllStale,
  product_checks: recheckAllProducts,
  missing_thumbnails: makeThumbnails,
  unread_profiles: readProfiles,
  former_shops: settleFormerShopsOfAll,
  shops_to_look_at: lookAtShops,
}

/** A part each time, all in turn. */
const EACH_TEN_MINUTES: Record<string, Sweep> = {
  [CHECK_REPORTS]: checkReports,
  [REMOVE_ORPHANS]: removeOrphans,
  deleted_mockups: emptyWastebasket,
  unused_pictures: removeUnusedPictures,
  old_jobs: forgetUndoable,
  old_changes: forgetChanges,
  old_idempotency_keys: deleteOldIdempotencyKeys,
  account_templates: refreshAllTemplates,
  [CHECK_SHOPS]: checkAllShops,
}

const EACH_NIGHT: Record<string, Sweep> = { statistics: refreshStatistics }

/** Cron expression (as in wrangler.toml) → sweeps. Any other expression runs every sweep. */
const SCHEDULE: Record<string, Record<string, Sweep>> = {
  '* * * * *': EACH_MINUTE,
  '*/10 * * * *': EACH_TEN_MINUTES,
  '17 3 * * *': EACH_NIGHT,
}

export const runSchedule: ExportedHandlerScheduledHandler<Env> = async (controller, env, work) => {
  const base = createBaseContext(env, {
    requestId: `cron-${controller.scheduledTime}`,
    waitUntil: (promise) => work.waitUntil(promise),
  })
  const sweeps = SCHEDULE[controller.cron] ?? {
    ...EACH_MINUTE,
    ...EACH_TEN_MINUTES,
    ...EACH_NIGHT,
  }
  for (const [name, sweep] of Object.entries(sweeps)) await runSweep(base, name, sweep)
}
