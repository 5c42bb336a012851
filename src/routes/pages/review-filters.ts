import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import {
  APPROVAL_STATUSES,
  APPROVAL_TYPES,
  type ReviewQuery,
  reviewQuery,
} from '../../domain/approvals/schemas.ts'
import { PAGE_NAMES, pageQuery } from '../../paging.ts'
import type { HubEnv } from '../hub-env.ts'
import { readFilters } from '../respond/read-filters.ts'

const { run_id, asset_id, scene, collection } = reviewQuery.shape

/** The review page's filters as its URL names them. */
const urlFilters = pageQuery.extend({
  type: z.enum(APPROVAL_TYPES).optional(),
  status: z.enum(APPROVAL_STATUSES).optional(),
  run: run_id,
  artwork: asset_id,
  scene,
  collection,
})

const NAMES = ['type', 'status', 'run', 'artwork', 'scene', 'collection', ...PAGE_NAMES] as const

/** The filters in the URL: mockups to review without any. Of products only the collection is one. */
export function reviewFilters(c: HonoContext<HubEnv>) {
  const { type = 'mockup', status = 'pending', ...read } = readFilters(c, urlFilters, NAMES)
  if (type === 'mockup') return { type, status, ...read }
  return { type, status, ...read, run: undefined, artwork: undefined, scene: undefined }
}

export type ReadReviewFilters = ReturnType<typeof reviewFilters>

/** The same as the domain asks for them. */
export function toReviewQuery(filters: ReadReviewFilters, limit: number): ReviewQuery {
  const { run, artwork, ...others } = filters
  return reviewQuery.parse({ ...others, run_id: run, asset_id: artwork, limit })
}
