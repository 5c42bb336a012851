import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { BaseContext } from '../../context.ts'

/** The heartbeat of a sweep: when it last began, when it last ended, and how. One row a sweep. */
export async function recordHeartbeat(
  base: BaseContext,
  sweep: string,
  moment: 'started' | 'finished',
  end: { handled: number; error?: string } = { handled: 0 },
): Promise<void> {
  const now = isoTime(base.clock.now())
  if (moment === 'started') {
    await base.db.run(sql`
      INSERT INTO sweep_heartbeats (sweep, started_at) VALUES (${sweep}, ${now})
      ON CONFLICT (sweep) DO UPDATE SET started_at = excluded.started_at`)
    return
  }
  await base.db.run(sql`
    UPDATE sweep_heartbeats
    SET finished_at = ${now}, handled = ${end.handled}, error = ${end.error ?? null}
    WHERE sweep = ${sweep}`)
}
