import { createBaseContext } from '../context.ts'

/** Cron trigger → sweeps. */
export const runSchedule: ExportedHandlerScheduledHandler<Env> = async (
  controller,
  env,
  execution,
) => {
  createBaseContext(env, {
    requestId: `cron-${controller.scheduledTime}`,
    waitUntil: (work) => execution.waitUntil(work),
  })
}
