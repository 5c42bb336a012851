import type { BaseContext } from '../context.ts'
import { recordHeartbeat } from '../domain/sweeps/record-heartbeat.ts'
import { messageOf } from '../errors.ts'

/** Runs one sweep and notes when it ran and how it ended; a sweep that fails stops no other. */
export async function runSweep(
  base: BaseContext,
  name: string,
  sweep: (base: BaseContext) => Promise<number>,
): Promise<void> {
  try {
    await recordHeartbeat(base, name, 'started')
    const handled = await sweep(base)
    await recordHeartbeat(base, name, 'finished', { handled })
    if (handled > 0) base.log.info('sweep', { sweep: name, handled })
  } catch (cause) {
    base.log.error('sweep_failed', cause, { sweep: name })
    await noteFailure(base, name, cause)
  }
}

async function noteFailure(base: BaseContext, name: string, failed: unknown): Promise<void> {
  try {
    await recordHeartbeat(base, name, 'finished', { handled: 0, error: messageOf(failed) })
  } catch (cause) {
    base.log.error('heartbeat_not_written', cause, { sweep: name })
  }
}
