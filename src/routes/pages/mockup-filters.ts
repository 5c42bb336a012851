import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import {
  type MockupQuery,
  type MockupSelection,
  mockupQuery,
} from '../../domain/mockups/schemas.ts'
import { PAGE_NAMES, pageQuery, withoutPosition } from '../../paging.ts'
import { startOfDay } from '../../time-zones.ts'
import type { MockupFilters } from '../../views/mockups/mockups-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { browserTimeZone } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** More than the longest day has beyond it, and less than the next one. */
const NEXT_DAY_MS = 1.5 * DAY_MS

const { search, scene, status, collection, asset_id, run_id, sort } = mockupQuery.shape

/** A year that is typed halfway is 0002; beyond 9999 a date is no such text. */
const day = z.iso.date().refine((text) => text >= '1970-01-01' && text < '9999-12-31')

/** The gallery's filters as its URL names them. */
const urlFilters = pageQuery.extend({
  search,
  scene,
  status,
  collection,
  assetId: asset_id,
  run: run_id,
  stale: z.literal('true').optional(),
  from: day.optional(),
  to: day.optional(),
  sort: sort.unwrap().optional(),
})

const NAMES = [
  ...([
    'search',
    'scene',
    'status',
    'collection',
    'assetId',
    'run',
    'stale',
    'from',
    'to',
    'sort',
  ] as const),
  ...PAGE_NAMES,
] as const

/** The filters in the gallery's URL; what cannot be read is left out. */
export function mockupFilters(c: HonoContext<HubEnv>): MockupFilters {
  return readFilters(c, urlFilters, NAMES)
}

/** The same as the list is asked for them. */
export async function toMockupQuery(
  c: HonoContext<HubEnv>,
  filters: MockupFilters,
  limit: number,
): Promise<MockupQuery> {
  const { assetId, run, from, to, ...others } = filters
  return mockupQuery.parse({
    ...others,
    asset_id: assetId,
    run_id: run,
    limit,
    ...(await momentsOf(c, { from, to })),
  })
}

type Filter = Extract<MockupSelection, { expected: number }>['filter']

/** The same of all that match, on whatever page. */
export async function toMockupFilter(
  c: HonoContext<HubEnv>,
  filters: MockupFilters,
): Promise<Filter> {
  const { assetId, run, from, to, stale, sort: _, ...others } = withoutPosition(filters)
  return {
    ...others,
    asset_id: assetId,
    run_id: run,
    ...(stale ? { stale: true } : {}),
    ...(await momentsOf(c, { from, to })),
  }
}

/** When the first day begins and the last one ends, where the user is. */
async function momentsOf(c: HonoContext<HubEnv>, { from, to }: Pick<MockupFilters, 'from' | 'to'>) {
  if (!from && !to) return {}
  const { time_zone } = await c.var.layoutData()
  const zone = time_zone ?? browserTimeZone(c) ?? 'UTC'
  const begin = (day: string) => new Date(startOfDay(day, zone)).toISOString()
  return {
    ...(from ? { created_from: begin(from) } : {}),
    ...(to ? { created_to: begin(dayAfter(to)) } : {}),
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + NEXT_DAY_MS).toISOString().slice(0, 10)
}
