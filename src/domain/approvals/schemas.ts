import * as z from 'zod'
import { REASON_CODES } from '../../db/schema/pictures.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { selectedIds, selectionOf } from '../../selection.ts'
import { collectionKey } from '../collections/schemas.ts'

export const APPROVAL_STATUSES = ['pending', 'approved', 'rejected'] as const
export const APPROVAL_TYPES = ['mockup', 'product'] as const
export const DECISIONS = ['approved', 'rejected'] as const

const MAX_REASON_CHARACTERS = 500
const MAX_SCENE_KEY_CHARACTERS = 64

const reason = z.string().trim().max(MAX_REASON_CHARACTERS).nullish()
/** Of a rejection. */
export const reasonCode = z.enum(REASON_CODES)
const reason_code = reasonCode.nullish()

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

const accepted = z.boolean().optional()
export const approvalReason = eitherCase(
  z.strictObject({ reason, accept_undelivered: accepted, accept_low_dpi: accepted }),
)
export const rejectionReason = eitherCase(z.strictObject({ reason, reason_code }))

const itemSelection = selectionOf(
  reviewQuery.omit({ limit: true, offset: true, cursor: true, before: true }).strict(),
)

const asked = { decision, reason, reason_code }
type Asked = { decision: Decision; reason_code?: unknown }
const hasFittingCode = (of: Asked) => of.decision === 'rejected' || !of.reason_code
const UNFITTING_CODE = {
  path: ['reason_code'],
  error: 'A reason code goes with a rejection',
}

/** A decision about items by their ids, as a form of a page sends it. */
export const decisionForm = eitherCase(
  z.strictObject({ ids: selectedIds, ...asked }).refine(hasFittingCode, UNFITTING_CODE),
)

/** The same about a selection: its ids, or all that match a filter. */
export const bulkDecision = eitherCase(
  z
    .strictObject({ ids: selectedIds.optional(), sel: itemSelection.optional(), ...asked })
    .refine(hasFittingCode, UNFITTING_CODE)
    .transform(({ ids, sel, ...decided }, context) => {
      const selection = ids ? { ids } : sel
      if (selection && !(ids && sel)) return { ...decided, selection }
      context.addIssue({ code: 'custom', path: ['ids'], message: 'Give either ids or sel' })
      return z.NEVER
    }),
)

/** Why something was decided: free text, and a code of a rejection. */
export type DecisionReason = z.output<typeof rejectionReason>
export type Decision = (typeof DECISIONS)[number]
export type ApprovalQuery = ListQuery<typeof approvalQuery>
export type ItemSelection = z.output<typeof itemSelection>
export type ReviewQuery = z.output<typeof reviewQuery>
