import { Hono } from 'hono'
import { csvLine } from '../../csv.ts'
import { exportUsage, type UsageLine } from '../../domain/credits/export-usage.ts'
import type { HubEnv } from '../hub-env.ts'
import { creditFilters, toUsageFilter } from './credit-filters.ts'

const HEADINGS = [
  'number',
  'date',
  'operation',
  'credits',
  'balance_before',
  'balance_after',
  'artwork',
  'scene',
  'collection',
  'mockup_id',
]

/** The statement as a file, filtered as the page is. */
export const creditsFile = new Hono<HubEnv>().get('/', async (c) => {
  const entries = await exportUsage(c.var.ctx, toUsageFilter(creditFilters(c)))
  const lines = [csvLine(HEADINGS), ...entries.map((entry) => csvLine(cellsOf(entry)))]
  return c.body(lines.join(''), 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="credits.csv"',
    'cache-control': 'no-store',
  })
})

function cellsOf(entry: UsageLine) {
  return [
    entry.sequence,
    entry.created_at,
    entry.operation,
    entry.credits,
    entry.balance_before,
    entry.balance_after,
    entry.artwork,
    entry.scene,
    entry.collection,
    entry.mockup_id,
  ]
}
