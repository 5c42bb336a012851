import type { Context } from '../../context.ts'
import type { UsageFilter } from './schemas.ts'
import { selectUsage, type UsageEntry } from './select-usage.ts'

export const MAX_EXPORTED_ENTRIES = 10_000

/** The entries that match, the newest first: at most 10,000. */
export async function exportUsage(ctx: Context, filter: UsageFilter): Promise<UsageEntry[]> {
  return selectUsage(ctx, filter, { limit: MAX_EXPORTED_ENTRIES })
}
