import { sql } from 'drizzle-orm'
import type { BaseContext } from '../../context.ts'

/**
 * Lets the database count what its indexes hold, where that has changed much: at most 2,000 rows of
 * an index (0x10), in every table (0x10000). It plans by these figures. Returns 0: nothing is
 * handled.
 */
export async function refreshStatistics(base: BaseContext): Promise<number> {
  await base.db.run(sql`PRAGMA optimize = 0x10012`)
  return 0
}
