import * as z from 'zod'
import { FAILURE_CODES, MOCKUP_STATUSES } from '../../db/schema/mockups.ts'
import { REASON_CODES, WAIT_REASONS } from '../../db/schema/pictures.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'
import { selectedIds, selectionOf } from '../../selection.ts'
import { collectionKey } from '../collections/schemas.ts'
import { FITS } from '../scenes/schemas.ts'

/** The largest run: what one call of the queue takes, and what a page's progress can show. */
export const MAX_PAIRS_PER_RUN = 100

// Any text: a scene nobody has is no bad input, its pairs fail by name.
export const anySceneKey = z.string().trim().min(1).max(64)

/** Ways to order the list; without one, the newest come first. */
export const MOCKUP_SORTS = ['newest', 'oldest', 'title', 'score'] as const
export type MockupSort = (typeof MOCKUP_SORTS)[number]

/** A moment, stored as UTC in milliseconds. */
const MAX_TIME_CHARACTERS = 40
const moment = z.iso
  .datetime({ offset: true })
  .max(MAX_TIME_CHARACTERS)
  .transform((text) => new Date(text).toISOString())

export const mockupQuery = pageQuery.extend({
  scene: anySceneKey.optional(),
  status: z.enum(MOCKUP_STATUSES).optional(),
  /** Of the artwork. */
  collection: collectionKey.optional(),
  asset_id: uuid.optional(),
  quote_id: uuid.optional(),
  run_id: uuid.optional(),
  /** Only those whose artwork or scene has changed since. */
  stale: z.stringbool().optional(),
  /** In the artwork's title, or the text or author of its quote. */
  search: searchText.optional(),
  /** Requested then or later. */
  created_from: moment.optional(),
  /** Requested before then. */
  created_to: moment.optional(),
  sort: z.enum(MOCKUP_SORTS).default('newest'),
})

const mockupFilter = mockupQuery
  .omit({ limit: true, offset: true, cursor: true, before: true, sort: true })
  .extend({ stale: z.boolean().optional() })
  .strict()
const mockupSelection = selectionOf(mockupFilter)

export const bulkMockups = eitherCase(
  z.strictObject({ sel: mockupSelection, action: z.enum(['regenerate', 'delete']) }),
)

export const downloadQuery = z.object({
  ids: z.preprocess((sent) => (typeof sent === 'string' ? sent.split(',') : sent), selectedIds),
})

const SCORE_STEPS = 1_000
export const mockupChange = eitherCase(
  z.strictObject({
    quality_score: z
      .number()
      .min(0)
      .max(1)
      .transform((score) => Math.round(score * SCORE_STEPS) / SCORE_STEPS)
      .nullable(),
  }),
)

const time = z.iso.datetime()
const size = z.strictObject({ width: z.number(), height: z.number() })
const placed = {
  size: size.optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
  scale: z.number().optional(),
  fit: z.enum(FITS).optional(),
}

/** A mockup as the JSON API shows it; its links are made for the answer. */
export const mockupAnswer = z.strictObject({
  id: z.uuid(),
  run_id: z.uuid(),
  picture_id: z.uuid(),
  asset_id: z.uuid(),
  quote_id: z.uuid().nullable(),
  scene: z.string(),
  scene_config: z.strictObject({
    dm_template_id: z.string(),
    smart_object: z.string(),
    rotation: z.number(),
    ...placed,
  }),
  placement: z.strictObject({ rotation: z.number().optional(), ...placed }).nullable(),
  file_url: z.url().nullable(),
  file_key: z.string().nullable(),
  thumbnail_url: z.url().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  dm_render_id: z.string().nullable(),
  dm_metadata: z.strictObject({
    template: z.string(),
    export_label: z.string(),
    error_status: z.int().nullish(),
    error_code: z.string().optional(),
  }),
  error_status: z.int().nullable(),
  error_code: z.string().nullable(),
  credits_used: z.int(),
  quality_score: z.number().nullable(),
  status: z.enum(MOCKUP_STATUSES),
  failure_code: z.enum(FAILURE_CODES).nullable(),
  error_message: z.string().nullable(),
  stale: z.boolean(),
  waiting_for: z.enum(WAIT_REASONS).nullable(),
  next_attempt_at: time.nullable(),
  decided_by: z.string().nullable(),
  decided_at: time.nullable(),
  reason: z.string().nullable(),
  reason_code: z.enum(REASON_CODES).nullable(),
  total_pins: z.int(),
  total_impressions: z.int(),
  created_at: time,
  updated_at: time,
  assets: z.strictObject({
    id: z.uuid(),
    file_url: z.url(),
    format: z.enum(['png', 'jpeg', 'webp']),
    quotes: z
      .strictObject({
        id: z.uuid(),
        text: z.string(),
        collection: z.string(),
        mood: z.string().nullable(),
      })
      .nullable(),
  }),
})

export type MockupAnswer = z.output<typeof mockupAnswer>
export type MockupQuery = Omit<ListQuery<typeof mockupQuery>, 'sort'> & { sort?: MockupSort }
export type MockupSelection = z.output<typeof mockupSelection>
export type MockupChange = z.output<typeof mockupChange>
