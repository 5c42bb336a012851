import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { collectionKey } from '../collections/schemas.ts'

export const APPROVAL_STATUSES = ['pending', 'approved', 'rejected'] as const
export const APPROVAL_TYPES = ['mockup', 'product'] as const
export const DECISIONS = ['approved', 'rejected'] as const

const MAX_REASON_CHARACTERS = 500
const MAX_BULK_ITEMS = 200
const MAX_SCENE_KEY_CHARACTERS = 64

const reason = z.string().trim().max(MAX_REASON_CHARACTERS).nullish()

/** `approve` is taken for `approved`, as the paths say it. */
const decision = z.preprocess(
  (value) => (value === 'approve' ? 'approved' : value === 'reject' ? 'rejected' : value),
  z.enum(DECISIONS),
)

export const approvalQuery = pageQuery.extend({
  status: z.enum(APPROVAL_STATUSES).optional(),
  type: z.enum(APPROVAL_TYPES).optional(),
  collection: collectionKey.optional(),
})

/** What the page of reviewing is asked for: one kind, in one state. */
export const reviewQuery = pageQuery.extend({
  status: z.enum(APPROVAL_STATUSES).default('pending'),
  type: z.enum(APPROVAL_TYPES).default('mockup'),
  /** Of mockups. */
  run_id: uuid.optional(),
  asset_id: uuid.optional(),
  scene: z.string().trim().min(1).max(MAX_SCENE_KEY_CHARACTERS).optional(),
  collection: collectionKey.optional(),
})

export const decisionReason = eitherCase(z.strictObject({ reason }))
export const bulkDecision = eitherCase(
  z.strictObject({
    ids: distinctList(uuid, { min: 1, max: MAX_BULK_ITEMS }),
    decision,
    reason,
  }),
)

export type Decision = (typeof DECISIONS)[number]
export type ApprovalQuery = ListQuery<typeof approvalQuery>
export type ReviewQuery = z.output<typeof reviewQuery>
