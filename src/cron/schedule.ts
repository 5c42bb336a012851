import { type BaseContext, createBaseContext } from '../context.ts'
import { REMOVE_ORPHANS, removeOrphans } from '../domain/assets/remove-orphans.ts'
import { CHECK_REPORTS, checkReports } from '../domain/credits/check-reports.ts'
import { deleteOldIdempotencyKeys } from '../domain/idempotency/delete-old-idempotency-keys.ts'
import { settleFormerShopsOfAll } from '../domain/publishing/former-shops.ts'
import { syncStaleProducts } from '../domain/publishing/sync-stale-products.ts'
import { sweepUnfinished } from '../domain/rendering/sweep-unfinished.ts'
import { runDueRetries } from '../domain/retries/run-due-retries.ts'
import { settleOldSuspects } from '../domain/suspects/settle-old-suspects.ts'
import { runSweep } from './run-sweep.ts'

type Sweep = (base: BaseContext) => Promise<number>

const EACH_MINUTE: Record<string, Sweep> = {
  suspect_renders: settleOldSuspects,
  unfinished_mockups: sweepUnfinished,
  due_retries: (base) => runDueRetries(base),
  stale_products: (base) => syncStaleProducts(base),
  former_shops: settleFormerShopsOfAll,
}

/** A part each time, all in turn. */
const EACH_TEN_MINUTES: Record<string, Sweep> = {
  [CHECK_REPORTS]: checkReports,
  [REMOVE_ORPHANS]: removeOrphans,
  old_idempotency_keys: deleteOldIdempotencyKeys,
}

/** Cron expression (as in wrangler.toml) → sweeps. Any other expression runs every sweep. */
const SCHEDULE: Record<string, Record<string, Sweep>> = {
  '* * * * *': EACH_MINUTE,
  '*/10 * * * *': EACH_TEN_MINUTES,
}

export const runSchedule: ExportedHandlerScheduledHandler<Env> = async (controller, env, work) => {
  const base = createBaseContext(env, {
    requestId: `cron-${controller.scheduledTime}`,
    waitUntil: (promise) => work.waitUntil(promise),
  })
  const sweeps = SCHEDULE[controller.cron] ?? {
    ...EACH_MINUTE,
    ...EACH_TEN_MINUTES,
  }
  for (const [name, sweep] of Object.entries(sweeps)) await runSweep(base, name, sweep)
}
